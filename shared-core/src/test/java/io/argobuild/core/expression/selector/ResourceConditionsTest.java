package io.argobuild.core.expression.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.expression.selector.ResourceConditions.Failed;
import io.argobuild.core.expression.selector.ResourceConditions.Outcome;
import io.argobuild.core.expression.selector.ResourceConditions.Pending;
import io.argobuild.core.expression.selector.ResourceConditions.Succeeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceConditionsTest {
  private static final String JOB =
      """
      {"metadata": {"name": "j", "labels": {"a-b": "c"}},
       "status": {"phase": "Running", "succeeded": 2, "failed": 0, "ratio": 1e21, "whole": 2.0,
                  "nothing": null, "ready": true,
                  "conditions": [{"type": "Complete", "status": "True"}]}}
      """;

  private static JsonNode job() {
    try {
      return new ObjectMapper().readTree(JOB);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(Outcome outcome) {
    if (outcome instanceof Failed failed) {
      return failed.message();
    }
    return outcome instanceof Succeeded ? "succeeded" : outcome instanceof Pending ? "pending" : "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | ''                         | succeeded",
        "status.succeeded > 1                        | ''                         | succeeded",
        "status.succeeded > 2                        | status.failed > 0          | pending",
        "status.phase == Done                        | status.phase in (Running,Error) | 'failure condition ''{status.phase in [Error Running]}'' evaluated true'",
        "status.phase == Running                     | status.failed==0           | 'failure condition ''{status.failed == [0]}'' evaluated true'",
        "''                                          | status.x,status.succeeded>1 | 'failure condition ''{status.succeeded gt [1]}'' evaluated true'",
        "''                                          | !status.x                  | 'failure condition ''{status.x ! []}'' evaluated true'",
        "'status.phase=Running,status.failed=1'      | ''                         | pending",
        "'status.phase=Running,status.failed=0'      | ''                         | succeeded",
        "status.conditions.0.type=Complete           | ''                         | succeeded",
        "status.conditions.00.status=True            | ''                         | succeeded",
        "status.conditions.1.type=Complete           | ''                         | pending",
        "status.conditions.type=Complete             | ''                         | pending",
        "status.nothing                              | ''                         | succeeded",
        "status.nothing=                             | ''                         | succeeded",
        "status.ready=true                           | ''                         | succeeded",
        "status.whole=2                              | ''                         | succeeded",
        "status.ratio=1000000000000000000000         | ''                         | succeeded",
        "metadata.labels.a-b=c                       | ''                         | succeeded",
        "status.phase.x                              | ''                         | pending"
      })
  void conditionsAreAskedOfTheObject(String success, String failure, String outcome) {
    assertThat(shown(ResourceConditions.parse(success, failure).evaluate(job())))
        .isEqualTo(outcome);
  }

  @Test
  void malformedConditionsAreNamed() {
    SelectorException error =
        catchThrowableOfType(SelectorException.class, () -> ResourceConditions.parse("a b", ""));
    assertThat(error)
        .hasMessageStartingWith("success condition 'a b' failed to parse: unable to parse");
    error =
        catchThrowableOfType(
            SelectorException.class, () -> ResourceConditions.parse("", "status.phase = ("));
    assertThat(error).hasMessageStartingWith("fail condition 'status.phase = (' failed to parse:");
  }
}
