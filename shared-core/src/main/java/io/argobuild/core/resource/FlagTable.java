package io.argobuild.core.resource;

import static io.argobuild.core.resource.ResourceVerb.APPLY;
import static io.argobuild.core.resource.ResourceVerb.CREATE;
import static io.argobuild.core.resource.ResourceVerb.DELETE;
import static io.argobuild.core.resource.ResourceVerb.GET;
import static io.argobuild.core.resource.ResourceVerb.PATCH;
import static io.argobuild.core.resource.ResourceVerb.REPLACE;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flags of kubectl that mean something here, and why others don't. */
final class FlagTable {
  /** What follows a flag. */
  enum Form {
    /** A value, after {@code =} or as the next argument. */
    VALUE,
    /** A value after {@code =} only; alone it is true. */
    SWITCH
  }

  record Flag(String name, Form form, Set<ResourceVerb> verbs) {}

  private static final Set<ResourceVerb> ALL = EnumSet.allOf(ResourceVerb.class);
  private static final Set<ResourceVerb> WRITES = EnumSet.complementOf(EnumSet.of(GET, DELETE));
  private static final Map<String, Flag> FLAGS = new HashMap<>();
  private static final Map<String, String> REFUSED = new HashMap<>();

  static {
    add(Form.VALUE, ALL, "--namespace", "-n");
    add(Form.VALUE, EnumSet.of(DELETE), "--selector", "-l");
    add(Form.SWITCH, EnumSet.of(DELETE), "--all");
    add(Form.SWITCH, EnumSet.of(GET, DELETE), "--ignore-not-found");
    add(Form.SWITCH, EnumSet.of(REPLACE, APPLY, DELETE), "--force");
    add(Form.SWITCH, EnumSet.of(CREATE, APPLY, REPLACE), "--validate");
    add(Form.SWITCH, EnumSet.of(CREATE, REPLACE, PATCH), "--save-config");
    add(Form.SWITCH, WRITES, "--record");
    add(Form.VALUE, WRITES, "--field-manager");
    add(Form.SWITCH, EnumSet.of(APPLY), "--server-side");
    add(Form.SWITCH, EnumSet.of(APPLY), "--force-conflicts");
    add(Form.SWITCH, EnumSet.of(APPLY), "--overwrite");
    add(Form.SWITCH, EnumSet.of(DELETE), "--now");
    add(Form.SWITCH, EnumSet.of(DELETE, REPLACE, APPLY), "--wait");
    add(Form.SWITCH, EnumSet.of(DELETE, REPLACE, APPLY), "--cascade");
    add(Form.VALUE, EnumSet.of(DELETE, REPLACE, APPLY), "--grace-period");
    add(Form.VALUE, EnumSet.of(DELETE, REPLACE, APPLY), "--timeout");
    add(Form.VALUE, EnumSet.of(GET, PATCH, REPLACE), "--subresource");

    String own = "the template says it: ";
    refuse(own + "use manifest", "--filename", "-f", "--kustomize", "-k", "--recursive", "-R");
    refuse(own + "use manifest", "--patch", "-p", "--patch-file");
    refuse(own + "use mergeStrategy", "--type");
    refuse(own + "use outputs with jsonPath or jqFilter", "--output", "-o", "--template");
    refuse(
        "the connection is the run's: set it where the run is started",
        "--kubeconfig",
        "--context",
        "--cluster",
        "--user",
        "--server",
        "-s",
        "--token",
        "--as",
        "--as-group",
        "--as-uid",
        "--certificate-authority",
        "--client-certificate",
        "--client-key",
        "--insecure-skip-tls-verify",
        "--tls-server-name",
        "--username",
        "--password");
    refuse("nothing would be done: leave it out", "--dry-run");
    refuse("one object is needed: name it and its namespace", "--all-namespaces", "-A");
    refuse("it does not end: use successCondition", "--watch", "-w", "--watch-only");
  }

  private FlagTable() {}

  private static void add(Form form, Set<ResourceVerb> verbs, String name, String... aliases) {
    Flag flag = new Flag(name, form, verbs);
    FLAGS.put(name, flag);
    for (String alias : aliases) {
      FLAGS.put(alias, flag);
    }
  }

  private static void refuse(String why, String... names) {
    for (String name : names) {
      REFUSED.put(name, why);
    }
  }

  /** The flag, by its long or short name. */
  static Flag find(String name, ResourceVerb verb) throws ResourceException {
    @Nullable Flag flag = FLAGS.get(name);
    if (flag != null && flag.verbs().contains(verb)) {
      return flag;
    }
    String why = REFUSED.get(name);
    if (why != null) {
      throw new ResourceException("flag " + name + " is not supported: " + why);
    }
    throw new ResourceException(
        flag != null
            ? "kubectl " + verb.text() + " has no flag " + name + ": leave it out"
            : "flag "
                + name
                + " is not supported: leave it out, or call kubectl in a container template");
  }
}
