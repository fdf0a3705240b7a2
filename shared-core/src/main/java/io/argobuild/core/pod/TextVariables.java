package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Texts for prepare, in its environment: in base64, so that nothing expands in them, and in pieces,
 * as the kernel takes at most 128 KiB for one variable.
 */
final class TextVariables {
  private static final int PIECE = 96 * 1024;

  /** Together; Kubernetes stores no object beyond 1.5 MiB. */
  private static final int MAX_ENCODED = 1 << 20;

  private final ArrayNode env;
  private int texts;
  private int size;

  TextVariables(ArrayNode env) {
    this.env = env;
  }

  /** Adds a text and gives the scripts' name for it, {@code <number>:<pieces>}. */
  String add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(bytes);
    size += encoded.length();
    if (size > MAX_ENCODED) {
      throw new ProblemException(
          new Problem(
              "POD_TEXT_TOO_LARGE",
              ProblemClass.CONFIGURATION,
              "the script and raw artifacts of one pod have more than 750 KiB together",
              Place.NOWHERE,
              "Hand large texts over as artifacts of a repository"));
    }
    int pieces = 0;
    for (int at = 0; at < encoded.length(); at += PIECE) {
      String piece = encoded.substring(at, Math.min(encoded.length(), at + PIECE));
      env.add(Json.env("ARGO_TEXT_" + texts + '_' + pieces++, piece));
    }
    return texts++ + ":" + pieces;
  }
}
