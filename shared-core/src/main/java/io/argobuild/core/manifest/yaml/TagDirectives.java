package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Directives before a document: the YAML version, which must be 1.1, and handles of tags. */
final class TagDirectives {
  static final String YAML_PREFIX = "tag:yaml.org,2002:";

  private final Map<String, String> prefixes = new LinkedHashMap<>();

  void clear() {
    prefixes.clear();
  }

  /** Takes the directives in front of a document. */
  void process(Scanner scanner) {
    boolean versionSeen = false;
    while (true) {
      Token token = scanner.peek();
      if (token.kind() == Kind.VERSION_DIRECTIVE) {
        if (versionSeen) {
          throw YamlFault.ofParser("found duplicate %YAML directive", token.start());
        }
        if (!token.value().equals("1") || !token.suffix().equals("1")) {
          throw YamlFault.ofParser("found incompatible YAML document", token.start());
        }
        versionSeen = true;
      } else if (token.kind() == Kind.TAG_DIRECTIVE) {
        if (prefixes.putIfAbsent(token.value(), token.suffix()) != null) {
          throw YamlFault.ofParser("found duplicate %TAG directive", token.start());
        }
      } else {
        break;
      }
      scanner.skip();
    }
    prefixes.putIfAbsent("!", "!");
    prefixes.putIfAbsent("!!", YAML_PREFIX);
  }

  /** The whole tag that a token stands for. */
  String resolve(Token token) {
    if (token.value().isEmpty()) {
      return token.suffix();
    }
    String prefix = prefixes.get(token.value());
    String tag = prefix == null ? "" : prefix + token.suffix();
    if (tag.isEmpty()) {
      throw YamlFault.ofParser("found undefined tag handle", token.start());
    }
    return tag;
  }
}
