package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Lines of JSON, each of which proves that it is whole: {@code
 * {"crc":"0a1b2c3d","len":42,"record":…}}, with the CRC-32C and the length of the record's text.
 */
final class Journal {
  /** A longer line is neither written nor read. */
  private static final int MAX_LINE = 256 << 20;

  private static final byte[] CRC = ascii("{\"crc\":\"");
  private static final int CRC_DIGITS = 8;
  private static final byte[] LENGTH = ascii("\",\"len\":");
  private static final byte[] RECORD = ascii(",\"record\":");
  private static final byte[] END = ascii("}\n");

  private Journal() {}

  /** Takes records as they are read. */
  @FunctionalInterface
  interface Sink {
    void take(ObjectNode record) throws IOException;
  }

  static byte[] line(ObjectNode record) throws IOException {
    byte[] text = RunJson.bytes(record);
    ByteArrayOutputStream line = new ByteArrayOutputStream(text.length + 64);
    line.writeBytes(CRC);
    line.writeBytes(ascii(crc(text, 0, text.length)));
    line.writeBytes(LENGTH);
    line.writeBytes(ascii(Integer.toString(text.length)));
    line.writeBytes(RECORD);
    line.writeBytes(text);
    line.writeBytes(END);
    if (line.size() > MAX_LINE) {
      throw new IOException("a tick of " + line.size() + " bytes is too long for the journal");
    }
    return line.toByteArray();
  }

  /**
   * Reads a journal up to its end, or to a last line that was not written whole.
   *
   * @throws DamagedException if a whole line follows one that is not
   */
  static void read(InputStream in, Sink sink) throws IOException {
    Lines lines = new Lines(in);
    long whole = 0;
    boolean damaged = false;
    while (lines.next()) {
      int record = lines.startOfRecord(lines.start);
      boolean wholeAfterDamage = record < 0 ? lines.hidesWholeLine() : damaged;
      if (wholeAfterDamage) {
        throw new DamagedException("its journal is damaged at byte " + whole);
      }
      if (record < 0) {
        damaged = true;
      } else {
        sink.take(RunJson.read(lines.buffer, record, lines.endOfRecord() - record));
        whole += lines.end - lines.start;
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String crc(byte[] text, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(text, from, length);
    return String.format("%08x", crc.getValue());
  }

  /** Reads line by line; records hold no line break, as JSON escapes it. */
  private static final class Lines {
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;

    /** The present line, its break included. */
    private int start;

    private int end;

    private Lines(InputStream in) {
      this.in = in;
    }

    /** Goes on to the next line; the last one may lack its break. */
    private boolean next() throws IOException {
      start = end;
      int searched = start;
      while (true) {
        for (int i = searched; i < filled; i++) {
          if (buffer[i] == '\n') {
            end = i + 1;
            return true;
          }
        }
        searched = filled - start;
        makeRoom();
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          end = filled;
          return end > start;
        }
        filled += count;
      }
    }

    /** Moves the present line to the front of the buffer, and enlarges that when it is full. */
    private void makeRoom() throws IOException {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
      if (filled == buffer.length) {
        if (filled >= MAX_LINE) {
          throw new DamagedException("its journal has a line of more than " + MAX_LINE + " bytes");
        }
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }

    private int endOfRecord() {
      return end - END.length;
    }

    /** Whether a line break was lost, so that a whole line follows in the present one. */
    private boolean hidesWholeLine() {
      for (int i = start + 1; i < end; i++) {
        if (startOfRecord(i) >= 0) {
          return true;
        }
      }
      return false;
    }

    /** Where the record of a line starts that goes to the end; -1 when that is not whole. */
    private int startOfRecord(int line) {
      int digits = line + CRC.length + CRC_DIGITS + LENGTH.length;
      if (!holds(line, CRC)
          || !holds(digits - LENGTH.length, LENGTH)
          || !holds(endOfRecord(), END)) {
        return -1;
      }
      int length = 0;
      int at = digits;
      while (at < end && buffer[at] >= '0' && buffer[at] <= '9' && length <= MAX_LINE / 10) {
        length = length * 10 + (buffer[at] - '0');
        at++;
      }
      int record = at + RECORD.length;
      if (!holds(at, RECORD) || record + length != endOfRecord()) {
        return -1;
      }
      String crc = new String(buffer, line + CRC.length, CRC_DIGITS, StandardCharsets.US_ASCII);
      return crc.equals(crc(buffer, record, length)) ? record : -1;
    }

    private boolean holds(int at, byte[] text) {
      int to = at + text.length;
      return at >= start && to <= end && Arrays.equals(buffer, at, to, text, 0, text.length);
    }
  }
}
