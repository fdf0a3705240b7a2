package io.argobuild.core.expression.sprig;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes DER, the encoding of keys and certificates. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int INTEGER = 0x02;
  static final int BITS = 0x03;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final byte[] NULL = {5, 0};
  private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter LONG_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  private Der() {}

  /** A tag, the length of the contents, and these one after the other. */
  static byte[] tagged(int tag, byte[]... contents) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      body.writeBytes(content);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = body.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int skip = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | digits.length - skip);
      out.write(digits, skip, digits.length - skip);
    }
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... contents) {
    return tagged(SEQUENCE, contents);
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] octets(byte[] bytes) {
    return tagged(OCTETS, bytes);
  }

  /** Whole bytes as bits. */
  static byte[] bits(byte[] bytes) {
    return tagged(BITS, new byte[] {0}, bytes);
  }

  static byte[] yes() {
    return new byte[] {1, 1, (byte) 0xff};
  }

  /** An identifier such as {@code 2.5.4.3}. */
  static byte[] oid(String text) {
    String[] parts = text.split("\\.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      int part = Integer.parseInt(parts[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (part >> shift > 0) {
          out.write(0x80 | part >> shift & 0x7f);
        }
      }
      out.write(part & 0x7f);
    }
    return tagged(OID, out.toByteArray());
  }

  /** PrintableString where that has all the characters, else UTF8String. */
  static byte[] text(String text) {
    boolean printable =
        text.chars()
            .allMatch(
                c ->
                    c < 0x80 && (Character.isLetterOrDigit(c) || " '()+,-./:=?*&".indexOf(c) >= 0));
    return tagged(printable ? 0x13 : 0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    var local = instant.atOffset(ZoneOffset.UTC);
    boolean isShort = local.getYear() >= 1950 && local.getYear() < 2050;
    String text = (isShort ? UTC_TIME : LONG_TIME).format(local);
    return tagged(isShort ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
  }
}
