package io.argobuild.core.run;

import java.io.IOException;
import java.io.InputStream;

/** Takes the objects of an artifact, one after the other. */
@FunctionalInterface
public interface ArtifactSink {
  /**
   * @param path the file's name; of a folder's objects the path below the folder, parts separated
   *     by slashes. It comes from outside
   * @param content not to be kept
   */
  void accept(String path, InputStream content) throws IOException;
}
