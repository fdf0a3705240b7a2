package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.after;
import static io.argobuild.core.engine.Parts.argument;
import static io.argobuild.core.engine.Parts.backoff;
import static io.argobuild.core.engine.Parts.calls;
import static io.argobuild.core.engine.Parts.continueOnError;
import static io.argobuild.core.engine.Parts.continueOnFailed;
import static io.argobuild.core.engine.Parts.daemon;
import static io.argobuild.core.engine.Parts.depends;
import static io.argobuild.core.engine.Parts.exitHook;
import static io.argobuild.core.engine.Parts.failFast;
import static io.argobuild.core.engine.Parts.input;
import static io.argobuild.core.engine.Parts.output;
import static io.argobuild.core.engine.Parts.outputArtifact;
import static io.argobuild.core.engine.Parts.outputFrom;
import static io.argobuild.core.engine.Parts.parallelism;
import static io.argobuild.core.engine.Parts.retry;
import static io.argobuild.core.engine.Parts.retryPolicy;
import static io.argobuild.core.engine.Parts.when;
import static io.argobuild.core.engine.Parts.withCount;
import static io.argobuild.core.engine.Parts.withItems;

import io.argobuild.core.manifest.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A workflow and the fate of its pods, both from a seed.
 *
 * @param confluent whether its outcome does not depend on the order of events
 */
record GeneratedWorkflow(long seed, Workflow workflow, boolean confluent) {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_TEMPLATES = 14;
  private static final int[] EXIT_CODES = {0, 0, 0, 0, 0, 1, 2, 64};

  static GeneratedWorkflow of(long seed, boolean confluent) {
    return new GeneratedWorkflow(seed, new Writer(seed, confluent).write(), confluent);
  }

  /** Without pods that end their whole group at once, whose other members nobody leads to then. */
  PodWorld worldWithoutOrphans() {
    return new PodWorld()
        .others(
            node -> {
              PodOutcome outcome = fate(new Random(seed * 31 + node.hashCode()), confluent);
              boolean passes = outcome.refusal(1).isEmpty() || outcome.refusal(9).isEmpty();
              return passes ? outcome : PodOutcome.fails();
            });
  }

  /** Every pod's outcome is a function of its name and the seed, whenever it is made. */
  PodWorld world() {
    return new PodWorld()
        .others(
            node -> {
              Random random = new Random(seed * 31 + node.hashCode());
              return fate(random, confluent);
            });
  }

  private static PodOutcome fate(Random random, boolean confluent) {
    int code = EXIT_CODES[random.nextInt(EXIT_CODES.length)];
    PodOutcome outcome =
        switch (random.nextInt(30)) {
          case 0 -> PodOutcome.refusedForNow(1 + random.nextInt(2));
          case 1 -> confluent ? PodOutcome.fails() : PodOutcome.refusedForGood("no such thing");
          case 2 -> confluent ? PodOutcome.fails() : PodOutcome.vanishesPending();
          case 3 -> confluent ? PodOutcome.fails() : PodOutcome.vanishes();
          default -> PodOutcome.exits(code);
        };
    outcome = outcome.parameter("out", "v" + random.nextInt(3)).prints("r" + random.nextInt(3));
    if (random.nextInt(6) == 0) {
      outcome = outcome.without("file");
    }
    return outcome
        .in(Duration.ofSeconds(random.nextInt(9)))
        .pendingFor(Duration.ofSeconds(random.nextInt(3)));
  }

  private static final class Writer {
    private final Random random;
    private final boolean confluent;
    private final List<String> leaves = new ArrayList<>();
    private int templates;

    /** A daemon may keep a limited place for ever, so that a workflow has one or the other. */
    private final boolean limited;

    Writer(long seed, boolean confluent) {
      this.random = new Random(seed);
      this.limited = confluent || random.nextInt(3) > 0;
      this.confluent = confluent;
    }

    Workflow write() {
      return WorkflowBuilder.workflow(
          w -> {
            w.entrypoint("main");
            group(w, "main", 1);
            if (chance(3)) {
              leaf(w, "cleanup");
              w.onExit("cleanup");
            }
            if (limited && chance(3)) {
              w.with(parallelism(1 + random.nextInt(4)));
            }
          });
    }

    private boolean chance(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    private void group(WorkflowBuilder w, String name, int depth) {
      List<Part> parts = new ArrayList<>();
      if (limited && chance(4)) {
        parts.add(parallelism(1 + random.nextInt(3)));
      }
      if (!confluent && chance(5)) {
        parts.add(failFast());
      }
      if (depth > 1 && chance(6)) {
        parts.add(retry(random.nextInt(3)));
        parts.add(retryPolicy("Always"));
      }
      if (depth > 1) {
        parts.add(input("in", "none"));
      }
      int members = 1 + random.nextInt(4);
      List<String> targets = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        targets.add(target(w, depth));
      }
      if (chance(2)) {
        dag(w, name, targets, parts);
      } else {
        steps(w, name, targets, parts);
      }
    }

    private String target(WorkflowBuilder w, int depth) {
      if (templates > 0 && chance(3) && !leaves.isEmpty()) {
        return leaves.get(random.nextInt(leaves.size()));
      }
      String name = "t" + templates++;
      if (depth < MAX_DEPTH && templates < MAX_TEMPLATES && chance(2)) {
        group(w, name, depth + 1);
      } else {
        leaf(w, name);
        leaves.add(name);
      }
      return name;
    }

    private void leaf(WorkflowBuilder w, String name) {
      int kind = random.nextInt(limited ? 10 : 11);
      if (kind == 0) {
        w.suspend(name, (1 + random.nextInt(5)) + "s");
      } else if (kind == 1) {
        w.containerSet(name, "x", "y");
      } else if (kind == 10) {
        w.container(name, daemon());
      } else {
        List<Part> parts = new ArrayList<>(List.of(input("in", "none"), output("out")));
        if (chance(3)) {
          parts.add(outputArtifact("file"));
        }
        if (chance(3)) {
          parts.add(retry(random.nextInt(3)));
        }
        if (chance(8)) {
          parts.add(retry(2));
          parts.add(backoff("2s", 2, !confluent && chance(2) ? "7s" : ""));
        }
        w.container(name, parts.toArray(Part[]::new));
      }
    }

    private List<Part> call(String target, String before) {
      List<Part> parts = new ArrayList<>(List.of(calls(target)));
      switch (random.nextInt(8)) {
        case 0 -> parts.add(withItems("a", "b", "c"));
        case 1 -> parts.add(withCount(random.nextInt(4)));
        case 2 -> parts.add(when(chance(2) ? "a == b" : "a == a"));
        default -> {
          if (!before.isEmpty() && chance(3)) {
            parts.add(argument("in", "{{" + before + ".status}}"));
          }
        }
      }
      if (chance(5)) {
        parts.add(continueOnFailed());
      }
      if (chance(6)) {
        parts.add(continueOnError());
      }
      if (chance(8) && !leaves.isEmpty()) {
        parts.add(exitHook(leaves.get(random.nextInt(leaves.size()))));
      }
      return parts;
    }

    private void steps(WorkflowBuilder w, String name, List<String> targets, List<Part> own) {
      w.steps(
          name,
          s -> {
            String last = "";
            String before = "";
            for (int i = 0; i < targets.size(); i++) {
              String step = "s" + i;
              boolean beside = i > 0 && chance(2);
              before = beside ? before : last;
              Part[] parts = call(targets.get(i), before).toArray(Part[]::new);
              if (beside) {
                s.beside(step, parts);
              } else {
                s.step(step, parts);
              }
              last = "steps." + step;
            }
          },
          own.toArray(Part[]::new));
    }

    private void dag(WorkflowBuilder w, String name, List<String> targets, List<Part> own) {
      if (chance(4)) {
        own.add(outputFrom("out", "{{tasks.k0.status}}"));
      }
      w.dag(
          name,
          d -> {
            d.failFast(chance(2));
            for (int i = 0; i < targets.size(); i++) {
              String before = "";
              List<Part> order = new ArrayList<>();
              if (i > 0 && chance(2)) {
                before = "k" + random.nextInt(i);
                order.add(depends(condition(before)));
              } else if (i > 0 && chance(2)) {
                before = "k" + random.nextInt(i);
                order.add(after(before));
              }
              List<Part> parts = call(targets.get(i), before.isEmpty() ? "" : "tasks." + before);
              parts.addAll(order);
              d.task("k" + i, parts.toArray(Part[]::new));
            }
          },
          own.toArray(Part[]::new));
    }

    private String condition(String task) {
      return switch (random.nextInt(5)) {
        case 0 -> task + ".Failed || " + task + ".Errored";
        case 1 -> "!" + task + ".Succeeded";
        case 2 -> task + ".Succeeded || " + task + ".Failed || " + task + ".Errored";
        case 3 -> task + ".Skipped || " + task + ".Omitted || " + task + ".Succeeded";
        default -> task;
      };
    }
  }
}
