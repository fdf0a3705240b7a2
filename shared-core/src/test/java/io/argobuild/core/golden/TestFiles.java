package io.argobuild.core.golden;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this module's tests are. */
public final class TestFiles {
  private TestFiles() {}

  /**
   * @param name path below {@code src/test/resources}
   */
  public static Path resource(String name) {
    // Surefire sets basedir; an IDE runs tests in the module's folder or in the project's.
    Path module = Path.of(System.getProperty("basedir", ""));
    if (!Files.isDirectory(module.resolve("src/test/resources"))) {
      module = module.resolve("shared-core");
    }
    return module.resolve("src/test/resources").resolve(name);
  }
}
