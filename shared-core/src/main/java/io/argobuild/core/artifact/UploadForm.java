package io.argobuild.core.artifact;

import java.net.URI;
import java.util.Map;

/**
 * An HTML form by which objects can be stored (presigned POST).
 *
 * @param address where it is posted to
 * @param fields to be sent before {@code key} and {@code file}; they let their reader in
 */
public record UploadForm(URI address, Map<String, String> fields) {
  public UploadForm {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return "UploadForm[" + address + "]";
  }
}
