package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodCleanupTest {
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
    ObjectNode given = json("{'metadata':{'labels':{'a':'1'}},'status':{'phase':'" + pod + "'}}");

    assertThat(PodCleanup.isDeleted(given, new WorkflowSpec(json(spec)), workflow))
        .isEqualTo(deleted);
  }
}
