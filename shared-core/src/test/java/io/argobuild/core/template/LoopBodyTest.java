package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static ObjectNode first(Invocation loop, Variables variables) {
    List<LoopItem> items = LoopItems.of(loop, 10);
    return LoopBody.of(loop, variables).of(items.get(0));
  }

  @Test
  void theBodyIsNamedAfterTheItemAndHasItsValues() {
    Step loop =
        new Step(
            object(
                "{'name':'each','template':'show','withItems':[{'a':1}],'when':'{{item.a}} == 1',"
                    + "'arguments':{'parameters':[{'name':'v','value':'{{item}} {{x}}'}]},"
                    + "'hooks':{'exit':{'template':'bye','arguments':{'n':'{{item.a}}'}}}}"));

    assertThat(first(loop, Variables.EMPTY.with("x", "X")))
        .isEqualTo(
            object(
                "{'name':'each(0:a:1)','template':'show','when':'1 == 1',"
                    + "'arguments':{'parameters':[{'name':'v','value':'{\\'a\\':1} X'}]},"
                    + "'hooks':{'exit':{'template':'bye','arguments':{'n':'1'}}}}"));
  }

  @Test
  void everyTagMustBeKnown() {
    Step loop =
        new Step(object("{'name':'x','withItems':[1],'arguments':{'a':'{{pod.name}} {{item}}'}}"));

    assertThatThrownBy(() -> first(loop, Variables.EMPTY))
        .isInstanceOf(SubstitutionException.class)
        .hasMessage("failed to resolve {{pod.name}}");
  }

  @Test
  void unlessTheConditionIsFalseAnyway() {
    Step loop =
        new Step(
            object(
                "{'name':'x','withItems':[1],'when':'a == b',"
                    + "'arguments':{'a':'{{pod.name}} {{gone}} {{item}}'}}"));

    assertThat(first(loop, Variables.EMPTY.withAbsent("gone")).at("/arguments/a").textValue())
        .isEqualTo("{{pod.name}} {{gone}} 1");
  }

  @Test
  void theTemplateIsNotReplacedButTheReferenceIs() {
    Step loop =
        new Step(
            object(
                "{'name':'x','withItems':['t'],'template':'{{item}}',"
                    + "'templateRef':{'name':'r','template':'{{item}}'}}"));
    Variables item = Variables.EMPTY;

    assertThat(first(loop, item).path("template").textValue()).isEqualTo("{{item}}");
    assertThat(first(loop, item).at("/templateRef/template").textValue()).isEqualTo("t");
  }

  @Test
  void aTagAmongTheItemsOfATaskMustBeKnownToo() {
    String json = "{'name':'x','withItems':['{{nothing}}'],'template':'t'}";

    assertThat(first(new Step(object(json)), Variables.EMPTY).path("name").textValue())
        .isEqualTo("x(0:{{nothing}})");
    assertThatThrownBy(() -> first(new DagTask(object(json)), Variables.EMPTY))
        .hasMessage("failed to resolve {{nothing}}");
  }
}
