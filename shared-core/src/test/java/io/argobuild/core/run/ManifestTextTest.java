package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTextTest {
  private static final String TEXT = "kind: ConfigMap\n";

  private static String read(byte[] bytes) throws IOException {
    return ManifestText.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        if (!entry.endsWith("/")) {
          zip.write(utf8(TEXT));
        }
      }
    }
    return out.toByteArray();
  }

  @Test
  void plainPackedAndZippedTextsAreRead() throws IOException {
    assertThat(read(utf8(TEXT))).isEqualTo(TEXT);
    assertThat(read(gzip(utf8(TEXT)))).isEqualTo(TEXT);
    assertThat(read(zip("folder/", "folder/m.yaml"))).isEqualTo(TEXT);
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void theFirstFileOfATarFileIsRead(@TempDir Path folder) throws Exception {
    Path deep = Files.createDirectories(folder.resolve("in/" + "d".repeat(120)));
    Files.writeString(deep.resolve("m.yaml"), TEXT);
    Path packed = folder.resolve("m.tgz");
    Process tar =
        new ProcessBuilder("tar", "-czf", packed.toString(), "-C", folder.toString(), "in")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();

    assertThat(read(Files.readAllBytes(packed))).isEqualTo(TEXT);
  }

  @Test
  void whatIsNoManifestIsRefused() throws IOException {
    byte[] damaged = gzip(utf8(TEXT.repeat(100)));
    damaged[20] ^= 0x55;
    byte[] bomb = gzip(new byte[5 << 20]);

    assertThatThrownBy(() -> read(zip("folder/")))
        .isInstanceOf(ManifestText.MalformedException.class)
        .hasMessage("there is no file in its archive");
    assertThatThrownBy(() -> read(bomb)).hasMessageContaining("larger than");
    assertThatThrownBy(() -> read(damaged)).isInstanceOf(ManifestText.MalformedException.class);
  }
}
