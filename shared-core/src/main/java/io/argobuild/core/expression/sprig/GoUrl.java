package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's {@code net/url} sees it.
 *
 * @param user user information, escaped; null when there is none
 */
record GoUrl(
    String scheme,
    String opaque,
    @Nullable String user,
    String host,
    String path,
    String query,
    String fragment) {
  private static final String UNRESERVED = "-_.~";
  private static final String PATH = UNRESERVED + "$&+,/:;=@";
  private static final String HOST = UNRESERVED + "!$&'()*+,;=:[]<>\"";
  private static final String USER = UNRESERVED + "$&+,;=";
  private static final String FRAGMENT = UNRESERVED + "$&+,/:;=?@!()*";

  /** {@code url.Parse}. */
  static GoUrl parse(String text) {
    int hash = text.indexOf('#');
    String main = hash < 0 ? text : text.substring(0, hash);
    String fragment;
    GoUrl url;
    try {
      url = parseMain(main);
    } catch (GoError e) {
      throw new GoError("parse " + GoQuote.quote(main) + ": " + e.text());
    }
    try {
      fragment = hash < 0 ? "" : unescape(text.substring(hash + 1), false);
    } catch (GoError e) {
      throw new GoError("parse " + GoQuote.quote(text) + ": " + e.text());
    }
    return new GoUrl(url.scheme, url.opaque, url.user, url.host, url.path, url.query, fragment);
  }

  private static GoUrl parseMain(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new GoError("net/url: invalid control character in URL");
    }
    if (text.equals("*")) {
      return new GoUrl("", "", null, "", "*", "", "");
    }
    int colon = schemeEnd(text);
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon + 1);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new GoUrl(scheme, rest, null, "", "", query, "");
      }
      int slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
        throw new GoError("first path segment in URL cannot contain colon");
      }
    }
    String user = null;
    String host = "";
    if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
      int slash = rest.indexOf('/', 2);
      String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
      int at = authority.lastIndexOf('@');
      user = at < 0 ? null : user(authority.substring(0, at));
      host = host(scheme, authority.substring(at + 1));
    }
    return new GoUrl(scheme, "", user, host, unescape(rest, false), query, "");
  }

  /** Where the colon behind the scheme is; -1 when there is none. */
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        if (i == 0) {
          throw new GoError("missing protocol scheme");
        }
        return i;
      }
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return -1;
      }
    }
    return -1;
  }

  private static String user(String text) {
    boolean valid =
        text.chars()
            .allMatch(
                c ->
                    c < 0x80
                        && (Character.isLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0));
    if (!valid) {
      throw new GoError("net/url: invalid userinfo");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return escape(unescape(text, false), USER);
    }
    return escape(unescape(text.substring(0, colon), false), USER)
        + ":"
        + escape(unescape(text.substring(colon + 1), false), USER);
  }

  private static String host(String scheme, String text) {
    int open = text.lastIndexOf('[');
    if (open > 0) {
      throw new GoError("invalid IP-literal");
    }
    int portFrom = text.indexOf(':');
    if (open == 0) {
      int close = text.lastIndexOf(']');
      if (close < 0) {
        throw new GoError("missing ']' in host");
      }
      portFrom = close + 1;
    } else if (portFrom >= 0 && !scheme.equals("http") && !scheme.equals("https")) {
      portFrom = text.lastIndexOf(':');
    }
    String port = portFrom < 0 ? "" : text.substring(portFrom);
    if (!port.isEmpty()
        && !(port.charAt(0) == ':' && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'))) {
      throw new GoError("invalid port " + GoQuote.quote(port) + " after host");
    }
    return unescape(text, true);
  }

  private static String unescape(String text, boolean host) {
    byte[] bytes = GoText.bytes(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xff;
      if (c == '%') {
        int high = i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
        int low = i + 2 < bytes.length ? hex(bytes[i + 2]) : -1;
        boolean ascii = host && high >= 0 && high < 8 && !(high == 2 && low == 5);
        if (high < 0 || low < 0 || ascii) {
          String part = GoText.of(bytes, i, Math.min(bytes.length, i + 3));
          throw new GoError("invalid URL escape " + GoQuote.quote(part));
        }
        out.write(high * 16 + low);
        i += 2;
      } else if (host && c < 0x80 && !isAllowed(c, HOST)) {
        throw new GoError(
            "invalid character " + GoQuote.quote(Character.toString(c)) + " in host name");
      } else {
        out.write(c);
      }
    }
    return GoText.of(out.toByteArray());
  }

  private static int hex(byte b) {
    return b >= 0 ? Character.digit(b, 16) : -1;
  }

  private static boolean isAllowed(int c, String allowed) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
  }

  private static String escape(String text, String allowed) {
    StringBuilder out = new StringBuilder();
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xff;
      if (isAllowed(c, allowed)) {
        out.append((char) c);
      } else {
        out.append(String.format("%%%02X", c));
      }
    }
    return out.toString();
  }

  /** Without the port and the brackets of an IPv6 address. */
  String hostname() {
    int colon = host.lastIndexOf(':');
    boolean port =
        colon >= 0 && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    String name = port ? host.substring(0, colon) : host;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** {@code url.String}. */
  String text() {
    StringBuilder out = new StringBuilder();
    if (!scheme.isEmpty()) {
      out.append(scheme).append(':');
    }
    if (opaque.isEmpty()) {
      authorityAndPath(out);
    } else {
      out.append(opaque);
    }
    if (!query.isEmpty()) {
      out.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      out.append('#').append(escape(fragment, FRAGMENT));
    }
    return out.toString();
  }

  private void authorityAndPath(StringBuilder out) {
    boolean authority = !host.isEmpty() || user != null;
    if (authority || (!scheme.isEmpty() && !path.isEmpty())) {
      out.append("//");
    }
    if (user != null) {
      out.append(user).append('@');
    }
    out.append(escape(host, HOST));
    String escaped = path.equals("*") ? path : escape(path, PATH);
    if (!escaped.isEmpty() && !escaped.startsWith("/") && !host.isEmpty()) {
      out.append('/');
    }
    int slash = escaped.indexOf('/');
    String first = slash < 0 ? escaped : escaped.substring(0, slash);
    if (out.isEmpty() && first.contains(":")) {
      out.append("./");
    }
    out.append(escaped);
  }
}
