package io.argobuild.core.engine;

import io.argobuild.core.manifest.Step;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.template.OutputScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;

/** What is known of a node that isn't done, beyond its status. Can be derived again. */
sealed interface Frame {
  Call call();

  /**
   * A pod or a suspended node.
   *
   * @param template with all arguments in place
   * @param since when it began, or was found by whoever took the run over
   */
  record Leaf(Call call, Template template, Instant since) implements Frame {}

  /**
   * A node that has yet to begin.
   *
   * @param template with its arguments
   * @param scope where names in the template's body are looked up
   */
  record Gate(Call call, Template template, String scope, Wait awaits) implements Frame {
    /** What a node waits for before it begins, in this order. */
    enum Wait {
      LOCKS,
      /** A limit kept it back when it had its locks; it has given them back meanwhile. */
      ROOM,
      CACHE
    }

    Gate at(Wait next) {
      return new Gate(call, template, scope, next);
    }
  }

  /**
   * A node that is tried several times.
   *
   * @param template with its arguments, but for the variables of an attempt
   * @param scope where names in the template's body are looked up
   * @param deadline when the pods of the attempt that runs have to end; null for never
   */
  record Retry(Call call, Template template, String scope, @Nullable Instant deadline)
      implements Frame {
    Retry withDeadline(@Nullable Instant next) {
      return new Retry(call, template, scope, next);
    }
  }

  /**
   * A Steps node.
   *
   * @param groups the template's steps
   * @param captured names of steps whose result is asked for
   * @param group index of the group that runs
   * @param outputs of the groups before; not to be changed
   */
  record Steps(
      Call call,
      Template template,
      String scope,
      List<List<Step>> groups,
      Set<String> captured,
      int group,
      OutputScope outputs)
      implements Frame {
    Steps withGroup(int next, OutputScope more) {
      return new Steps(call, template, scope, groups, captured, next, more);
    }
  }

  /**
   * A StepGroup or TaskGroup: calls that run side by side.
   *
   * @param members all of them, in order
   * @param byId the same by the ID of their node
   * @param outputs what members may refer to
   * @param next index of the first member that has no node yet
   * @param open IDs of members whose node isn't done
   */
  record Group(
      Call call,
      List<Call> members,
      Map<String, Call> byId,
      OutputScope outputs,
      int next,
      PSet<String> open)
      implements Frame {
    static Group of(Call call, List<Call> members, OutputScope outputs) {
      Map<String, Call> byId = new HashMap<>();
      members.forEach(member -> byId.put(member.id(), member));
      return new Group(
          call, List.copyOf(members), Map.copyOf(byId), outputs, 0, HashTreePSet.empty());
    }

    Group with(int nextMember, PSet<String> openMembers) {
      return new Group(call, members, byId, outputs, nextMember, openMembers);
    }
  }

  /**
   * A DAG node.
   *
   * @param taskOf names of tasks by the ID of their node
   * @param captured names of tasks whose result is asked for
   * @param awaited how many of the tasks that it waits for aren't done, by name; only of tasks of
   *     which one is
   * @param open calls of tasks whose node isn't done, by name
   * @param ready names of tasks that may start, in order
   */
  record Dag(
      Call call,
      Template template,
      String scope,
      DagPlan plan,
      Map<String, String> taskOf,
      Set<String> captured,
      PMap<String, Integer> awaited,
      PMap<String, Call> open,
      PVector<String> ready)
      implements Frame {
    Dag with(
        PMap<String, Integer> stillAwaited,
        PMap<String, Call> openTasks,
        PVector<String> readyTasks) {
      return new Dag(
          call, template, scope, plan, taskOf, captured, stillAwaited, openTasks, readyTasks);
    }
  }
}
