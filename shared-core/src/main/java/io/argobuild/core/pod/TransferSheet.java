package io.argobuild.core.pod;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The addresses a pod's helpers use, as the data of the Secret that only they mount: a text for
 * each transfer, under {@link #slot}. Made anew whenever a pod is created, and never kept.
 */
public final class TransferSheet {
  private final String folder;
  private final StringBuilder text = new StringBuilder();

  private TransferSheet(String folder) {
    this.folder = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }

  /** Where the bytes of one transfer are or go. */
  public sealed interface Address {}

  /**
   * One object: {@code GET}, or {@code PUT} of a whole file.
   *
   * @param url {@code http:}, {@code https:}, or {@code file:} below the artifact folder
   * @param headers to be sent with it
   */
  public record Url(String url, Map<String, String> headers) implements Address {
    public Url {
      headers = Map.copyOf(headers);
    }

    public static Url of(String url) {
      return new Url(url, Map.of());
    }
  }

  /** Objects below a prefix, to be fetched as one folder: URL by path relative to the folder. */
  public record Folder(Map<String, String> urls) implements Address {
    public Folder {
      urls = Map.copyOf(urls);
    }
  }

  /**
   * An object, or, when main left a folder that is not to be packed, many of them by form uploads
   * (presigned POST) whose names begin with the key.
   *
   * @param object for a single file
   * @param formUrl where forms go
   * @param fields of each form; {@code key} and {@code file} are added
   * @param keyPrefix what the names begin with, with a slash at the end
   */
  public record ObjectOrForm(
      Url object, String formUrl, Map<String, String> fields, String keyPrefix) implements Address {
    public ObjectOrForm {
      fields = Map.copyOf(fields);
    }
  }

  /** Name of the Secret that holds a pod's sheet. */
  public static String secretName(String podName) {
    return podName;
  }

  /**
   * The Secret's data. Empty when the pod transfers nothing, and then there is no Secret.
   *
   * @param settings those the plan was made with
   */
  public static Map<String, String> render(
      PodPlan plan, PodSettings settings, Function<? super Transfer, ? extends Address> addresses) {
    Map<String, String> data = new LinkedHashMap<>();
    List<Transfer> transfers = plan.transfers();
    for (int i = 0; i < transfers.size(); i++) {
      TransferSheet sheet = new TransferSheet(settings.artifactFolder());
      sheet.add(addresses.apply(transfers.get(i)));
      data.put(slot(i), sheet.text.toString());
    }
    return data;
  }

  /** Name of the text of the i-th transfer of a plan. */
  static String slot(int i) {
    return "transfer-" + i;
  }

  private void add(Address address) {
    if (address instanceof Url url) {
      object(url);
    } else if (address instanceof Folder folder) {
      line("folder", "-");
      folder.urls().forEach((path, url) -> line("file", checkedUrl(url), checkedPath(path)));
    } else if (address instanceof ObjectOrForm form) {
      object(form.object());
      line("form", checkedUrl(form.formUrl()), form.keyPrefix());
      form.fields().forEach((name, value) -> line("field", name, value));
    }
  }

  private void object(Url url) {
    if (url.url().startsWith("file:")) {
      line("path", PodProtocol.ARTIFACTS + inFolder(url.url()));
      return;
    }
    line("url", checkedUrl(url.url()));
    url.headers().forEach((name, value) -> line("header", name + ": " + value));
  }

  private void line(String... fields) {
    for (String field : fields) {
      if (field.isEmpty() || field.chars().anyMatch(c -> c < ' ' || c == 127)) {
        throw refusal("an address has an empty part or a control character");
      }
    }
    text.append(String.join("\t", fields)).append('\n');
  }

  /** The path of a file relative to the artifact folder, with a slash before it. */
  private String inFolder(String url) {
    String path = URI.create(url).getPath();
    if (folder.isEmpty() || !path.startsWith(folder + '/')) {
      throw refusal("file address outside of the artifact folder: " + path);
    }
    checkedPath(path.substring(folder.length() + 1));
    return path.substring(folder.length());
  }

  /** The message leaves the URL out: it lets its reader in. */
  private static String checkedUrl(String url) {
    boolean plain = url.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\');
    if (!plain || !(url.startsWith("http://") || url.startsWith("https://"))) {
      throw refusal("an address is no HTTP URL");
    }
    return URI.create(url).toString();
  }

  private static String checkedPath(String path) {
    for (String element : path.split("/", -1)) {
      if (element.equals("..")) {
        throw refusal("key with '..' as one of its parts: " + path);
      }
    }
    if (path.isEmpty() || path.startsWith("/")) {
      throw refusal("key that is empty or begins with a slash: '" + path + "'");
    }
    return path;
  }

  private static ProblemException refusal(String message) {
    return new ProblemException(
        new Problem("POD_ADDRESS_REFUSED", ProblemClass.CONFIGURATION, message, Place.NOWHERE, ""));
  }
}
