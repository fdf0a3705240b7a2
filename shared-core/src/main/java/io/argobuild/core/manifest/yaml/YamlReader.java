package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML and JSON as Argo and kubectl do. A file is cut at each line feed followed by {@code
 * ---}, blank pieces are dropped, and of each piece the first document counts.
 */
public final class YamlReader {

  /** What a key that stands twice in one map means. */
  public enum Duplicates {
    LAST_WINS,
    REFUSED
  }

  private static final String SEPARATOR = "\n---";

  private final Limits limits;
  private final Duplicates duplicates;

  public YamlReader(Limits limits, Duplicates duplicates) {
    this.limits = limits;
    this.duplicates = duplicates;
  }

  /** All documents of a text; the first that can't be read is thrown. */
  public List<YamlDocument> read(String text, String fileName) {
    List<YamlDocument> documents = new ArrayList<>();
    for (YamlResult result : readEach(text, fileName)) {
      if (result instanceof YamlResult.Refused refused) {
        throw new ProblemException(refused.problem());
      }
      if (result instanceof YamlResult.Read read) {
        documents.add(read.document());
      }
    }
    return documents;
  }

  /** All documents of a file, of which no more is loaded than the limit allows. */
  public List<YamlDocument> read(Path file) {
    return read(new TextLoader(limits).load(file), file.toString());
  }

  /** All documents of a stream, of which no more is loaded than the limit allows. */
  public List<YamlDocument> read(InputStream in, String fileName) throws IOException {
    return read(new TextLoader(limits).load(in, fileName), fileName);
  }

  /** A text with one document, such as a resource manifest or a patch; its positions start at 1. */
  public JsonNode readSingle(String text, String name) {
    YamlResult result = readPiece(text, name);
    if (result instanceof YamlResult.Read read) {
      return read.document().value();
    }
    throw new ProblemException(((YamlResult.Refused) result).problem());
  }

  /** What became of a text as a whole; only its first document counts. */
  YamlResult readPiece(String text, String name) {
    return readPiece(text, new Positions(name, 0, 0, null), 0);
  }

  /** What became of each document of a text. */
  public List<YamlResult> readEach(String text, String fileName) {
    if (text.length() > limits.bytes()) {
      throw new ProblemException(TextLoader.tooLarge(fileName, limits));
    }
    if (startsJson(text)) {
      YamlResult json = readJson(text, fileName);
      if (json != null) {
        return List.of(json);
      }
    }
    return readPieces(text, fileName);
  }

  private List<YamlResult> readPieces(String text, String fileName) {
    List<YamlResult> results = new ArrayList<>();
    int start = 0;
    int line = 0;
    while (start <= text.length()) {
      int cut = text.indexOf(SEPARATOR, start);
      int end = cut < 0 ? text.length() : cut;
      if (!isBlank(text, start, end)) {
        Positions origin = new Positions(fileName, line, start == 0 ? 0 : 3, null);
        if (results.size() == limits.documents()) {
          results.add(new YamlResult.Refused(tooMany(origin)));
          return results;
        }
        results.add(readPiece(text.substring(start, end), origin, results.size()));
      }
      line += countLines(text, start, end) + 1;
      start = end + SEPARATOR.length();
      if (cut < 0) {
        break;
      }
    }
    return results;
  }

  private YamlResult readPiece(String text, Positions origin, int index) {
    try {
      return decode(Composer.compose(text, limits), origin, index);
    } catch (YamlFault fault) {
      return refused(fault, origin);
    }
  }

  private @Nullable YamlResult readJson(String text, String fileName) {
    Positions origin = new Positions(fileName, 0, 0, null);
    try {
      YamlNode root = JsonComposer.compose(text, limits);
      return root == null ? null : decode(root, origin, 0);
    } catch (YamlFault fault) {
      return refused(fault, origin);
    }
  }

  private YamlResult decode(@Nullable YamlNode root, Positions origin, int index) {
    JsonNode value =
        root == null
            ? NullNode.getInstance()
            : new Decoder(duplicates == Duplicates.REFUSED, limits).decode(root);
    return new YamlResult.Read(new YamlDocument(value, origin.withRoot(root), index));
  }

  private static YamlResult refused(YamlFault fault, Positions origin) {
    Place place = origin.place(fault.mark(), "");
    return new YamlResult.Refused(
        new Problem(
            fault.code(),
            ProblemClass.CONFIGURATION,
            fault.text(),
            place,
            NextStep.of(fault.text())));
  }

  private Problem tooMany(Positions origin) {
    return new Problem(
        "MANIFEST_TOO_MANY_DOCUMENTS",
        ProblemClass.CONFIGURATION,
        "the file holds more than " + limits.documents() + " documents",
        origin.place(Mark.START, ""),
        "Split the file");
  }

  private static boolean startsJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        return true;
      }
      if (c > ' ') {
        return false;
      }
    }
    return false;
  }

  private static int countLines(String text, int start, int end) {
    int lines = 0;
    for (int at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      lines++;
    }
    return lines;
  }

  /** As Go's TrimSpace sees it. */
  private static boolean isBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean space = Character.isSpaceChar(c) || c >= '\t' && c <= '\r' || c == '\u0085';
      if (!space) {
        return false;
      }
    }
    return true;
  }
}
