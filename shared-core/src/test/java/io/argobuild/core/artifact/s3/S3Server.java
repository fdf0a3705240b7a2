package io.argobuild.core.artifact.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 server in this process that keeps objects in memory. */
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "access";
  public static final String SECRET_KEY = "secret-of-the-server";

  private final S3Proxy server;

  private S3Server(S3Proxy server) {
    this.server = server;
  }

  public static S3Server start() {
    return start(builder());
  }

  /** One to be adapted before it is started. */
  public static S3Proxy.Builder builder() {
    return S3Proxy.builder()
        .blobStore(BlobStores.create("transient-nio2", new Properties()))
        .endpoint(URI.create("http://127.0.0.1:0"))
        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY);
  }

  public static S3Server start(S3Proxy.Builder builder) {
    try {
      S3Server server = new S3Server(builder.build());
      server.server.start();
      return server;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public URI secureEndpoint() {
    return URI.create("https://localhost:" + server.getSecurePort());
  }

  public static S3Credentials credentials() {
    return new S3Credentials.Keys(ACCESS_KEY, SECRET_KEY, "");
  }

  /** A bucket of this server, which is made when it isn't there. */
  public S3Settings bucket(String name) {
    return S3Settings.of(endpoint(), name, credentials()).withCreateBucket(true);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
