package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** sprig's functions for URLs. */
final class Urls {
  private Urls() {}

  static void register(Registry out) {
    out.add("urlParse", "func(string) map[string]interface {}", Urls::parse);
    out.add("urlJoin", "func(map[string]interface {}) string", Urls::join);
  }

  private static Map<String, Object> parse(Call call) {
    GoUrl url;
    call.meter().grow(2L * call.text(0).length());
    try {
      url = GoUrl.parse(call.text(0));
    } catch (GoError e) {
      throw new GoError("unable to parse url: " + e.text());
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("scheme", url.scheme());
    parts.put("host", url.host());
    parts.put("hostname", url.hostname());
    parts.put("path", url.path());
    parts.put("query", url.query());
    parts.put("opaque", url.opaque());
    parts.put("fragment", url.fragment());
    String user = url.user();
    parts.put("userinfo", user == null ? "" : user);
    return parts;
  }

  private static String join(Call call) {
    Map<String, Object> map = call.map(0);
    Map<String, Object> parts = map == null ? Map.of() : map;
    String scheme = part(parts, "scheme");
    String host = part(parts, "host");
    String path = part(parts, "path");
    String query = part(parts, "query");
    String opaque = part(parts, "opaque");
    String fragment = part(parts, "fragment");
    String user = user(part(parts, "userinfo"));
    GoUrl url = new GoUrl(scheme, opaque, user, host, path, query, fragment);
    String text = url.text();
    call.meter().grow(text.length());
    return text;
  }

  private static String part(Map<String, Object> parts, String key) {
    if (!parts.containsKey(key)) {
      return "";
    }
    if (parts.get(key) instanceof String text) {
      return text;
    }
    if (parts.get(key) == null) {
      throw new GoError("runtime error: invalid memory address or nil pointer dereference");
    }
    throw new GoError(
        "unable to parse "
            + key
            + " key, must be of type string, but "
            + GoType.kindOf(parts.get(key)).text()
            + " found");
  }

  private static @Nullable String user(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return GoUrl.parse("proto://" + text + "@host").user();
    } catch (GoError e) {
      throw new GoError("unable to parse userinfo in dict: " + e.text());
    }
  }
}
