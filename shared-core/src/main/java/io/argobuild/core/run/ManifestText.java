package io.argobuild.core.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The text of a stored manifest, which may be the one file of an archive. */
final class ManifestText {
  /** What an API server takes of one object. */
  private static final int MAX_SIZE = 3 << 20;

  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;
  private static final int MAX_ENTRIES = 1_000;

  private ManifestText() {}

  /** What is stored is no text. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  static String read(InputStream stored) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stored);
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    try {
      if (startsWith(magic, 0x1f, 0x8b)) {
        return unpacked(limited(new GZIPInputStream(in)));
      }
      return startsWith(magic, 'P', 'K', 3, 4) ? zipped(in) : text(limited(in));
    } catch (ZipException e) {
      throw new MalformedException("it is damaged: " + e.getMessage());
    }
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] limited(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_SIZE + 1);
    if (bytes.length > MAX_SIZE) {
      throw new MalformedException("it is larger than " + MAX_SIZE + " bytes");
    }
    return bytes;
  }

  private static String zipped(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (int i = 0; i < MAX_ENTRIES; i++) {
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        break;
      }
      if (!entry.isDirectory()) {
        return text(limited(zip));
      }
    }
    throw new MalformedException("there is no file in its archive");
  }

  /** The first file of a tar archive, or the bytes themselves if they are none. */
  private static String unpacked(byte[] bytes) throws IOException {
    if (!isTar(bytes, 0)) {
      return text(bytes);
    }
    int at = 0;
    while (isTar(bytes, at)) {
      int size = size(bytes, at);
      byte type = bytes[at + TYPE_AT];
      int begin = at + BLOCK;
      if (begin + (long) size > bytes.length) {
        break;
      }
      if (type == '0' || type == 0) {
        return text(new ByteArrayInputStream(bytes, begin, size).readAllBytes());
      }
      // Folders, and names and attributes that are too long for a header.
      at = begin + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    throw new MalformedException("there is no file in its archive");
  }

  private static boolean isTar(byte[] bytes, int at) {
    int magic = at + 257;
    return bytes.length >= at + BLOCK
        && new String(bytes, magic, 5, StandardCharsets.US_ASCII).equals("ustar");
  }

  private static int size(byte[] bytes, int at) throws MalformedException {
    String octal =
        new String(bytes, at + SIZE_AT, SIZE_LENGTH, StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    try {
      int size = Integer.parseInt(octal, 8);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("its archive is damaged: '" + octal + "' is no size");
    }
    throw new MalformedException("its archive is damaged: a size is negative");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
