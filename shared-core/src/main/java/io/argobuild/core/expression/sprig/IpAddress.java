package io.argobuild.core.expression.sprig;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses, without asking anyone. */
final class IpAddress {
  private IpAddress() {}

  /** Its 4 or 16 bytes; null when it is none. */
  static byte @Nullable [] parse(String text) {
    return text.contains(":") ? six(text) : four(text);
  }

  private static byte @Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return null;
    }
    for (int i = 0; i < 4; i++) {
      boolean zeros = parts[i].length() > 1 && parts[i].startsWith("0");
      if (zeros || !parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static byte @Nullable [] six(String text) {
    int gap = text.indexOf("::");
    byte[] left = groups(gap < 0 ? text : text.substring(0, gap));
    byte[] right = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (left == null || right == null) {
      return null;
    }
    int size = left.length + right.length;
    if (gap < 0 ? size != 16 : size > 14) {
      return null;
    }
    byte[] bytes = new byte[16];
    System.arraycopy(left, 0, bytes, 0, left.length);
    System.arraycopy(right, 0, bytes, 16 - right.length, right.length);
    return bytes;
  }

  private static byte @Nullable [] groups(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> groups = new ArrayList<>();
    if (!text.isEmpty()) {
      groups.addAll(List.of(text.split(":", -1)));
    }
    for (int i = 0; i < groups.size(); i++) {
      String group = groups.get(i);
      byte[] four = i == groups.size() - 1 ? four(group) : null;
      if (four != null) {
        out.writeBytes(four);
      } else if (group.matches("[0-9a-fA-F]{1,4}")) {
        int value = Integer.parseInt(group, 16);
        out.write(value >> 8);
        out.write(value);
      } else {
        return null;
      }
    }
    return out.toByteArray();
  }
}
