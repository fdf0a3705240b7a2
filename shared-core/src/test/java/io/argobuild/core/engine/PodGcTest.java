package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodGcTest {
  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}: a {2} pod of a {1} workflow")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | SUCCEEDED | Succeeded | true",
        "{}                                        | SUCCEEDED | Failed    | true",
        "{}                                        | FAILED    | Succeeded | false",
        "{}                                        | ERROR     | Failed    | false",
        "{'podGC':{}}                              | FAILED    | Failed    | false",
        "{'podGC':{'strategy':'OnPodCompletion'}}  | FAILED    | Failed    | true",
        "{'podGC':{'strategy':'OnPodSuccess'}}     | FAILED    | Failed    | false",
        "{'podGC':{'strategy':'OnPodSuccess'}}     | FAILED    | Succeeded | true",
        "{'podGC':{'strategy':'OnWorkflowCompletion'}} | FAILED | Failed   | true",
        "{'podGC':{'strategy':'OnWorkflowSuccess'}} | FAILED   | Succeeded | false",
        "{'podGC':{'strategy':'OnWorkflowSuccess'}} | SUCCEEDED | Failed   | true",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchLabels':{'a':'1'}}}} | FAILED | Failed | true",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchLabels':{'a':'2'}}}} | FAILED | Failed | false",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchExpressions':[{'key':'a','operator':'In','values':['1']}]}}} | FAILED | Failed | true",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchExpressions':[{'key':'a','operator':'NotIn','values':['1']}]}}} | FAILED | Failed | false",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchExpressions':[{'key':'b','operator':'Exists'}]}}} | FAILED | Failed | false",
        "{'podGC':{'strategy':'OnWorkflowCompletion','labelSelector':{'matchExpressions':[{'key':'b','operator':'DoesNotExist'}]}}} | FAILED | Failed | true",
      })
  void podsGoAsTheManifestSaysOrElseOnSuccess(
      String spec, WorkflowPhase workflow, String pod, boolean deleted)
      throws JsonProcessingException {
    ObjectNode given = json("{'metadata':{'labels':{'a':'1'}}}");

    assertThat(
            PodGc.of(new WorkflowSpec(json(spec)))
                .endsWithWorkflow(given, pod.equals("Succeeded"), workflow))
        .isEqualTo(deleted);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'strategy':'OnPodCompletion'}                                      | 5000",
        "{'strategy':'OnPodCompletion','deleteDelayDuration':'30s'}          | 30000",
        "{'strategy':'OnPodCompletion','deleteDelayDuration':'90'}           | 90000",
        "{'strategy':'OnPodCompletion','deleteDelayDuration':'0s'}           | 0",
        "{'strategy':'OnPodCompletion','deleteDelayDuration':'soon'}         | 5000",
        "{'strategy':'OnPodCompletion','deleteDelayDuration':'-1s'}          | 5000",
        "{'strategy':'OnPodSuccess','deleteDelayDuration':'1m'}              | 60000",
        "{'strategy':'OnPodCompletion','labelSelector':{'matchLabels':{'a':'2'}}} | -1",
        "{'strategy':'OnWorkflowCompletion','deleteDelayDuration':'1m'}      | -1",
        "{}                                                                  | -1",
      })
  void podsStayForTheDelayOnceTheyHaveEnded(String podGc, long millis)
      throws JsonProcessingException {
    ObjectNode spec =
        json(
            "{'entrypoint':'main','templates':[{'name':'main','container':{'image':'i','command':['x']}}]}");
    spec.set("podGC", json(podGc));
    Workflow workflow =
        new Workflow(
            (ObjectNode) json("{'kind':'Workflow','metadata':{'name':'wf'}}").set("spec", spec));
    List<Action> deletions = new ArrayList<>();
    new ScriptedRun(workflow, new PodWorld())
        .watch(
            tick ->
                tick.decision().actions().stream()
                    .filter(Action.DeletePod.class::isInstance)
                    .forEach(deletions::add))
        .run();

    List<Action> expected =
        millis < 0 ? List.of() : List.of(new Action.DeletePod("wf", Duration.ofMillis(millis)));
    assertThat(deletions).isEqualTo(expected);
  }
}
