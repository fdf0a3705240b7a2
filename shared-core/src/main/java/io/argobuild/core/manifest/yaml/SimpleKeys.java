package io.argobuild.core.manifest.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places where a key without {@code ?} may have begun, one for each open flow collection. Only the
 * {@code :} that follows tells that it was a key; it must be on the same line, within 1024
 * characters.
 */
final class SimpleKeys {
  private static final int MAX_LENGTH = 1024;
  private static final String NO_COLON = "could not find expected ':'";

  /** A candidate; it changes when it proves impossible. */
  static final class Candidate {
    private boolean possible;
    private final boolean required;
    private final int token;
    private final Mark mark;

    Candidate(boolean possible, boolean required, int token, Mark mark) {
      this.possible = possible;
      this.required = required;
      this.token = token;
      this.mark = mark;
    }

    int token() {
      return token;
    }

    Mark mark() {
      return mark;
    }
  }

  private final CharSource in;
  private final List<Candidate> open = new ArrayList<>();
  private final Map<Integer, Integer> levelByToken = new HashMap<>();

  SimpleKeys(CharSource in) {
    this.in = in;
    open.add(new Candidate(false, false, 0, Mark.START));
  }

  Candidate current() {
    return open.get(open.size() - 1);
  }

  /** Whether a candidate begins at this token and can still become a key. */
  boolean mayBeginAt(int token) {
    Integer level = levelByToken.get(token);
    return level != null && isValid(open.get(level));
  }

  boolean isValid(Candidate key) {
    if (!key.possible) {
      return false;
    }
    if (key.mark.line() < in.line() || key.mark.index() + MAX_LENGTH < in.index()) {
      if (key.required) {
        throw YamlFault.ofScanner(NO_COLON, in.mark());
      }
      key.possible = false;
      return false;
    }
    return true;
  }

  void save(boolean required, int token) {
    remove();
    open.set(open.size() - 1, new Candidate(true, required, token, in.mark()));
    levelByToken.put(token, open.size() - 1);
  }

  void remove() {
    Candidate key = current();
    if (key.possible) {
      if (key.required) {
        throw YamlFault.ofScanner(NO_COLON, in.mark());
      }
      use(key);
    }
  }

  /** Takes a candidate out because it was a key, or can't be one. */
  void use(Candidate key) {
    key.possible = false;
    levelByToken.remove(key.token);
  }

  void openLevel(int token) {
    open.add(new Candidate(false, false, token, in.mark()));
  }

  void closeLevel() {
    Candidate last = open.remove(open.size() - 1);
    levelByToken.remove(last.token);
  }
}
