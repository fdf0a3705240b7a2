package io.argobuild.core.retry;

import io.argobuild.core.manifest.Dag;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the calls of a template refer to, read from their text. */
final class CallText {
  private static final String NAME = "(?:\\.([-\\w]+)|\\[\\\\?['\"]([-\\w]+)\\\\?['\"]\\])";
  private static final Pattern OUTPUT =
      Pattern.compile("(?:steps|tasks)" + NAME + "\\.outputs\\.artifacts" + NAME);
  private static final Pattern INPUT = Pattern.compile("inputs\\.artifacts" + NAME);
  private static final Pattern GLOBAL = Pattern.compile("workflow\\.outputs\\.artifacts" + NAME);

  private CallText() {}

  /** An artifact that a call asks for. */
  sealed interface Reference {
    /** Of another step or task. */
    record OfCall(String call, String artifact) implements Reference {}

    /** Of the template around. */
    record OfInputs(String artifact) implements Reference {}

    record OfWorkflow(String artifact) implements Reference {}
  }

  /** The steps or tasks of a template, in order. */
  static List<Invocation> calls(Template template) {
    List<Invocation> calls = new ArrayList<>();
    template.steps().forEach(calls::addAll);
    template.dag().map(Dag::tasks).ifPresent(calls::addAll);
    return calls;
  }

  static List<Reference> references(Invocation call) {
    String text = call.raw().toString();
    List<Reference> found = new ArrayList<>();
    for (Matcher m = OUTPUT.matcher(text); m.find(); ) {
      found.add(new Reference.OfCall(either(m, 1), either(m, 3)));
    }
    for (Matcher m = INPUT.matcher(text); m.find(); ) {
      found.add(new Reference.OfInputs(either(m, 1)));
    }
    for (Matcher m = GLOBAL.matcher(text); m.find(); ) {
      found.add(new Reference.OfWorkflow(either(m, 1)));
    }
    return found;
  }

  private static String either(Matcher matcher, int group) {
    String first = matcher.group(group);
    return first == null ? String.valueOf(matcher.group(group + 1)) : first;
  }

  /** Whether other parameters of the workflow may make another list of the loop. */
  static boolean listMayDiffer(Invocation call) {
    StringBuilder text = new StringBuilder();
    for (String field : List.of("withItems", "withParam", "withSequence")) {
      if (call.raw().has(field)) {
        text.append(call.raw().get(field));
      }
    }
    return text.indexOf("workflow.parameters") >= 0
        || text.indexOf("inputs.") >= 0
        || text.indexOf("{{=") >= 0;
  }
}
