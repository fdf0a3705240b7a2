package io.argobuild.core.artifact.s3;

import io.minio.BucketExistsArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Lists unfinished uploads. The client has a request for it, but can't read the answers of MinIO,
 * which leave the storage class empty.
 */
final class UploadListing extends MinioAsyncClient {
  private static final XMLInputFactory XML = XMLInputFactory.newInstance();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  UploadListing(MinioAsyncClient client) {
    super(client);
  }

  record Upload(String key, String id) {}

  /**
   * Where a page begins.
   *
   * @param key that of the last upload of the page before
   */
  record Marker(String key, String id) {}

  CompletableFuture<S3Pages.Page<Upload, Marker>> page(
      String bucket, String prefix, @Nullable Marker from) {
    Http.QueryParameters query =
        new Http.QueryParameters(
            "uploads", "", "max-uploads", "1000", "prefix", prefix, "encoding-type", "url");
    if (from != null) {
      query.put("key-marker", from.key());
      query.put("upload-id-marker", from.id());
    }
    return executeGetAsync(BucketExistsArgs.builder().bucket(bucket).build(), null, query)
        .thenApply(UploadListing::read);
  }

  private static S3Pages.Page<Upload, Marker> read(Response response) {
    try (InputStream body = response.body().byteStream()) {
      return read(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException("the answer broke off", e));
    }
  }

  static S3Pages.Page<Upload, Marker> read(InputStream body) throws XMLStreamException {
    XMLStreamReader xml = XML.createXMLStreamReader(body);
    List<Upload> uploads = new ArrayList<>();
    String key = "";
    Marker next = new Marker("", "");
    boolean more = false;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "Key" -> key = decoded(xml.getElementText());
        case "UploadId" -> uploads.add(new Upload(key, xml.getElementText()));
        case "NextKeyMarker" -> next = new Marker(decoded(xml.getElementText()), next.id());
        case "NextUploadIdMarker" -> next = new Marker(next.key(), xml.getElementText());
        case "IsTruncated" -> more = Boolean.parseBoolean(xml.getElementText());
        default -> {}
      }
    }
    return new S3Pages.Page<>(uploads, more ? next : null);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
