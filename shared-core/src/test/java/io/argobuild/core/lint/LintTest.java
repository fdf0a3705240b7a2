package io.argobuild.core.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.argobuild.core.manifest.ManifestReader;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
  private static final String HEAD =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n";

  /** Each line: YAML below spec (\\n as line break), Argo's first error, line of the finding. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // names and entrypoint
        "templates: [{name: a, suspend: {}}] | spec.entrypoint is required | 5",
        "entrypoint: a\\n  templates: [{suspend: {}}] | spec.templates[0].name is required | 6",
        "entrypoint: b\\n  templates: [{name: a, suspend: {}}] | template name 'b' undefined | 5",
        "entrypoint: a\\n  podGC: {strategy: Never}\\n  templates: [{name: a, suspend: {}}] | podGC.strategy unknown strategy 'Never' | 6",
        "entrypoint: a\\n  hooks: {running: {template: a}}\\n  templates: [{name: a, suspend: {}}] | hooks.running Expression required | 6",
        "entrypoint: a\\n  podResources: {limits: {gpu: 1}}\\n  templates: [{name: a, suspend: {}}] | 'spec.podResources: \"gpu\" is not a valid pod-level resource, only cpu, memory and hugepages-* are supported' | 6",
        // arguments
        "entrypoint: a\\n  arguments: {parameters: [{name: p, enum: []}]}\\n  templates: [{name: a, suspend: {}}] | spec.arguments.p.enum should contain at least one value | 6",
        "entrypoint: a\\n  arguments: {parameters: [{name: p, valueFrom: {path: /x}}]}\\n  templates: [{name: a, suspend: {}}] | 'spec.arguments.p.valueFrom only allows: default, configMapKeyRef and supplied' | 6",
        "entrypoint: a\\n  arguments: {artifacts: [{name: p}]}\\n  templates: [{name: a, suspend: {}}] | 'spec.arguments.p.from, artifact location, or key is required' | 6",
        // templates
        "entrypoint: a\\n  templates: [{name: a, container: {command: [x]}}] | templates.a.container.image may not be empty | 6",
        "entrypoint: a\\n  templates: [{name: a, script: {source: x}}] | templates.a.script.image may not be empty | 6",
        "entrypoint: a\\n  templates: [{name: a, timeout: '5', container: {image: b}}] | a has invalid duration format in timeout | 6",
        "entrypoint: a\\n  templates: [{name: a, parallelism: 1, container: {image: b}}] | templates.a.parallelism is only valid for steps and dag templates | 6",
        "entrypoint: a\\n  templates: [{name: a, activeDeadlineSeconds: -1, container: {image: b}}] | templates.a.activeDeadlineSeconds must be a positive integer > 0 or an argo variable | 6",
        "entrypoint: a\\n  templates: [{name: a, activeDeadlineSeconds: '{{workflow.name}}', container: {image: b}}] | '' | 0",
        "entrypoint: a\\n  templates: [{name: a, retryStrategy: {retryPolicy: Sometimes, limit: 1}, container: {image: b}}] | Sometimes is not a valid RetryPolicy | 6",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: make}}] | 'templates.a.resource.action must be one of: get, create, apply, delete, replace, patch' | 6",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: create}}] | either templates.a.resource.manifest or templates.a.resource.manifestFrom must be specified | 6",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: create, manifest: 'a: ['}}] | templates.a.resource.manifest must be a valid yaml | 6",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: create, manifest: 'a: {{=x}}'}}] | '' | 0",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: create, manifestFrom: {artifact: {name: m}}}}] | artifact m in `manifestFrom` refer to a non-exist artifact | 6",
        "entrypoint: a\\n  templates: [{name: a, inputs: {artifacts: [{name: m, path: /m, raw: {data: x}}]}, resource: {action: create, manifest: 'a: b', manifestFrom: {artifact: {name: m}}}}] | shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template | 6",
        "entrypoint: a\\n  templates: [{name: a, resource: {action: get, flags: [pod, x]}, outputs: {parameters: [{name: p, valueFrom: {path: /x}}]}}] | templates.a.outputs.parameters.p .jqFilter or jsonPath must be specified for Resource templates | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b}, sidecars: [{name: wait, image: c}]}] | 'templates.a.sidecars: \"wait\" is a reserved Argo container name' | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b, volumeMounts: [{name: v, mountPath: /x}, {name: w, mountPath: /x}]}}] | templates.a.container.volumeMounts[1].mountPath '/x' already mounted in container.volumeMounts.v | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b}, outputs: {parameters: [{name: p}]}}] | templates.a.outputs.parameters.p does not have valueFrom or value specified | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b}, outputs: {parameters: [{name: p, valueFrom: {jsonPath: x}}]}}] | templates.a.outputs.parameters.p.path must be specified for Container templates | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b}, outputs: {artifacts: [{name: p, path: /tmp/x/../../y}]}}] | error in templates.a.outputs.artifacts.p: Artifact 'p' attempted to use a path containing '..'. Directory traversal is not permitted | 6",
        "entrypoint: a\\n  templates: [{name: a, containerSet: {containers: [{name: p, image: i, dependencies: [q]}, {name: q, image: i, dependencies: [p]}]}}] | templates.a.containerSet.containers dependency cycle detected: q->p->q | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b}, metrics: {prometheus: [{name: a-b, help: c}]}}] | templates.a metric name 'a-b' is invalid. Metric names must contain alphanumeric characters or '_' | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b, args: ['{{inputs.parameters.x}}']}}] | 'templates.a: failed to resolve {{inputs.parameters.x}}' | 6",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b, args: ['{{foo}} {{=inputs.parameters.x}} {{retries}}']}}] | '' | 0",
        // DAG
        "entrypoint: a\\n  templates: [{name: a, dag: {tasks: []}}] | templates.a must have at least one task | 6",
        "entrypoint: a\\n  templates: [{name: a, dag: {tasks: [{name: p, template: b, dependencies: [q]}, {name: q, template: b, dependencies: [p]}]}}, {name: b, suspend: {}}] | 'templates.a sorting failed: graph with cycle' | 6",
        "entrypoint: a\\n  templates: [{name: a, dag: {tasks: [{name: x, template: b, depends: z}]}}, {name: b, suspend: {}}] | 'templates.a sorting failed: invalid dependency z' | 6",
        "entrypoint: a\\n  templates: [{name: a, dag: {tasks: [{name: 1x, template: b}, {name: q, template: b, depends: 1x}]}}, {name: b, suspend: {}}] | templates.a.tasks.1x name cannot begin with a digit when using either 'depends' or 'dependencies' | 6",
        "entrypoint: a\\n  templates: [{name: a, dag: {tasks: [{name: x, template: b}, {name: q, template: c, arguments: {parameters: [{name: p, value: '{{tasks.x.outputs.result}}'}]}}]}}, {name: b, script: {image: i, source: s}}, {name: c, inputs: {parameters: [{name: p}]}, suspend: {}}] | templates.a.tasks.q missing dependency 'x' for parameter 'p' | 6",
        // decoding
        "entrypoint: a\\n  templates: [{name: a, steps: [[{name: x, template: b, wen: c}]]}, {name: b, suspend: {}}] | 'json: unknown field \"wen\"' | 6",
        "entrypoin: a\\n  templates: [{name: a, suspend: {}, contaner: {}}] | 'strict decoding error: unknown field \"spec.entrypoin\", unknown field \"spec.templates[0].contaner\"' | 5",
        "entrypoint: a\\n  templates: [{name: a, container: {image: b, args: [1]}}] | json: cannot unmarshal number into Go struct field Container.spec.templates.container.args of type string | 6",
      })
  void saysFirstWhatArgoSays(String spec, String error, int line) {
    LintReport report = lint(HEAD + "  " + spec.replace("\\n", "\n"));
    assertThat(report.verdicts()).extracting(Verdict::error).containsExactly(error);
    if (!error.isEmpty()) {
      assertThat(report.findings())
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .isNotEmpty()
          .anySatisfy(finding -> assertThat(finding.place().line()).isEqualTo(line))
          .allSatisfy(finding -> assertThat(finding.suggestion()).isNotEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedules: [\"* * * *\"] | 'cron schedule * * * * is malformed: expected exactly 5 fields, found 4: [* * * *]'",
        "schedules: [\"99 * * * *\"] | 'cron schedule 99 * * * * is malformed: end of range (99) above maximum (59): 99'",
        "schedules: [\"@hourly\", \"0 0 * jan-mar mon\"] | ''",
        "timezone: UTC | cron workflow must have at least one schedule",
        "schedules: [\"@daily\"], timezone: Mars/Base | 'invalid timezone \"Mars/Base\": unknown time zone Mars/Base'",
        "schedules: [\"@daily\"], concurrencyPolicy: Never | '''Never'' is not a valid concurrencyPolicy'",
        "schedules: [\"@daily\"], startingDeadlineSeconds: -1 | startingDeadlineSeconds must be positive",
      })
  void checksCronWorkflows(String spec, String error) {
    String text =
        HEAD.replace("kind: Workflow", "kind: CronWorkflow").replace("spec:\n", "")
            + "spec: {"
            + spec
            + ", workflowSpec: {entrypoint: a, templates: [{name: a, suspend: {}}]}}";
    assertThat(lint(text).verdicts()).extracting(Verdict::error).containsExactly(error);
  }

  @Test
  void wantsValuesForTheArgumentsOfCronWorkflowsOnly() {
    String spec =
        "{entrypoint: a, arguments: {parameters: [{name: p}]}, templates: [{name: a, suspend: {}}]}";
    String cron =
        "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: c}\n"
            + "spec:\n  schedules: ['@daily']\n  workflowSpec: "
            + spec;
    assertThat(lint(cron).verdicts().get(0).error())
        .isEqualTo(
            "cannot validate Workflow: spec.arguments.p.value or spec.arguments.p.valueFrom is"
                + " required");
    assertThat(lint(HEAD.replace("spec:\n", "spec: ") + spec).verdicts().get(0).error()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "templates: [{name: a, suspend: {}}, {name: b, suspend: {}}] | UNUSED_TEMPLATE",
        "templates: [{name: a, container: {image: alpine, command: [x]}}] | IMAGE_LATEST",
        "templates: [{name: a, container: {image: 'r:5000/x:latest', command: [x]}}] | IMAGE_LATEST",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{input.parameters.x}}']}}] | TAG_TYPO",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{workflow.name']}}] | TAG_OPEN",
        "templates: [{name: a, container: {image: 'x:1'}, outputs: {parameters: [{name: p, valueFrom: {path: /x}}]}}] | OUTPUT_PATH_HIDES_IMAGE",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=asInt(workflow.name}}']}}] | EXPRESSION",
        "templates: [{name: a, container: {image: 'x:1', args: [\"{{=workflow.name + 'b}}\"]}}] | EXPRESSION",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=}}']}}] | EXPRESSION",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=toJson({x: 1}}}']}}] | EXPRESSION",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=input.parameters.x}}']}}] | TAG_TYPO",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=asint(workflow.name)}}']}}] | TAG_TYPO",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=fromJson(workflow.name)}}']}}] | TAG_TYPO",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=sprig.trimm(workflow.name)}}']}}] | TAG_TYPO",
        "templates: [{name: a, container: {image: 'x:1', args: ['{{=workflow.name == 1 ? 2}}']}}] | EXPRESSION",
        "templates: [{name: a, http: {url: u, successCondition: 'response.statusCode = 200'}}] | EXPRESSION",
        "templates: [{name: a, http: {url: u, successCondition: 'respons.statusCode == 200'}}] | TAG_TYPO",
        "hooks: {running: {template: a, expression: 'workflow.status == (1'}}\\n  templates: [{name: a, suspend: {}}] | EXPRESSION",
        "templates: [{name: a, dag: {tasks: [{name: s, template: b}, {name: t, template: b, depends: 's &&'}]}}, {name: b, suspend: {}}] | DEPENDS_SYNTAX",
        "templates: [{name: a, retryStrategy: {limit: many}, container: {image: 'x:1'}}] | RETRY_LIMIT",
        "templates: [{name: a, initContainers: [{name: i, image: busybox}], container: {image: 'x@sha256:0'}}] | IMAGE_LATEST",
        "templates: [{name: a, container: {image: 'x:1'}, outputs: {artifacts: [{name: o, path: /usr/o, raw: {data: d}}]}}] | OUTPUT_PATH_HIDES_IMAGE",
        "templates: [{name: a, inputs: {parameters: [{name: api-key, default: s3cret}]}, suspend: {}}] | SECRET_IN_PARAMETER",
        "templates: [{name: a, inputs: {parameters: [{name: x, value: 1}]}, container: {image: 'x:1', args: ['{{=inputs.parameters.z}}']}}] | EXPRESSION",
        "templates: [{name: a, retryStrategy: {limit: 1, expression: 'lastRetri.exitCode == 1'}, container: {image: 'x:1'}}] | TAG_TYPO",
        "templates: [{name: a, steps: [[{name: s, template: b, when: '{{workflow.name}} == (b'}]]}, {name: b, suspend: {}}] | WHEN",
        "templates: [{name: a, retryStrategy: {}, container: {image: 'x:1'}}] | RETRY_WITHOUT_LIMIT",
        "templates: [{name: a, plugin: {x: {}}}] | PLUGIN_UNSUPPORTED",
        "templates: [{name: a, inputs: {artifacts: [{name: i, path: /i, http: {url: u}}]}, container: {image: 'x:1'}}] | ARTIFACT_DRIVER_UNSUPPORTED",
        "templates: [{name: a, outputs: {artifacts: [{name: o, path: /tmp/o, gcs: {bucket: b, key: k}}]}, container: {image: 'x:1'}}] | ARTIFACT_DRIVER_UNSUPPORTED",
        "arguments: {artifacts: [{name: i, git: {repo: r}}]}\\n  templates: [{name: a, suspend: {}}] | ARTIFACT_DRIVER_UNSUPPORTED",
        "templates: [{name: a, resource: {action: get, flags: [pod, x, --context=y]}}] | RESOURCE_FLAG_UNSUPPORTED",
        "templates: [{name: a, resource: {action: create, flags: [--dry-run], manifest: '{}'}}] | RESOURCE_FLAG_UNSUPPORTED",
        "templates: [{name: a, resource: {action: get, flags: [pod, x, -w]}}] | RESOURCE_FLAG_UNSUPPORTED",
        "templates: [{name: a, resource: {action: get}}] | RESOURCE_FAILS",
        "templates: [{name: a, resource: {action: delete, flags: [pod, x], successCondition: a=b}}] | RESOURCE_FAILS",
        "templates: [{name: a, resource: {action: patch, flags: [pod, x], mergeStrategy: jsn, manifest: '{}'}}] | RESOURCE_FAILS",
        "templates: [{name: a, resource: {action: get, flags: [pod, x], successCondition: a in b}}] | RESOURCE_FAILS",
        "templates: [{name: a, resource: {action: get, flags: [pod, x], failureCondition: '='}}] | RESOURCE_FAILS",
        "templates: [{name: a, suspend: {}, synchronization: {mutexes: [{name: m, database: true}]}}] | LOCK_DATABASE_UNSUPPORTED",
        "templates: [{name: a, suspend: {}, synchronization: {semaphores: [{database: {key: k}}]}}] | LOCK_DATABASE_UNSUPPORTED",
        "synchronization: {semaphores: [{}]}\\n  templates: [{name: a, suspend: {}}] | LOCK",
        "templates: [{name: a, suspend: {}, synchronization: {mutexes: [{name: m}, {name: m}]}}] | LOCK",
        "templates: [{name: a, suspend: {}, memoize: {key: a b, cache: {configMap: {name: c}}}}] | MEMOIZE",
        "templates: [{name: a, suspend: {}, memoize: {key: k, maxAge: soon, cache: {configMap: {name: c}}}}] | MEMOIZE",
        "templates: [{name: a, container: {image: 'x:1', command: [x]}, outputs: {artifacts: [{name: o, path: /tmp/o}, {name: p, path: /tmp/p}]}}] | ARTIFACT_WITHOUT_REPOSITORY",
        "arguments: {parameters: [{name: dbPassword, value: s3cret}]}\\n  templates: [{name: a, suspend: {}}] | SECRET_IN_PARAMETER",
        "metrics: {prometheus: [{name: m, help: h, counter: {value: '1'}}]}\\n  templates: [{name: a, suspend: {}}] | FIELD_IGNORED",
        "templates: [{name: a, suspend: {}, metrics: {prometheus: [{name: m, help: h, counter: {value: '1'}}]}}] | FIELD_IGNORED",
        "podDisruptionBudget: {minAvailable: 1}\\n  templates: [{name: a, suspend: {}}] | FIELD_IGNORED",
        "executor: {serviceAccountName: x}\\n  templates: [{name: a, suspend: {}}] | FIELD_IGNORED",
        "templates: [{name: a, steps: [[{name: s, inline: {suspend: {}, executor: {serviceAccountName: x}}}]]}] | FIELD_IGNORED",
        "executorPlugins: [{metadata: {name: x}}]\\n  templates: [{name: a, suspend: {}}] | FIELD_IGNORED",
        "templates: [{name: a, inputs: {parameters: [{name: p, default: d, valueFrom: {event: payload}}]}, container: {image: 'x:1', args: [x]}}] | FIELD_IGNORED",
        "arguments: {parameters: [{name: p, value: {x: 1}}]}\\n  templates: [{name: a, suspend: {}}] | VALUE_LOST",
      })
  void findsWhatArgoDoesNot(String spec, Rule rule) {
    LintReport report = lint(HEAD + "  entrypoint: a\n  " + spec.replace("\\n", "\n"));
    assertThat(report.verdicts()).extracting(Verdict::error).containsExactly("");
    assertThat(report.findings()).extracting(Finding::rule).containsExactly(rule);
    LintReport argoOnly =
        Lint.check(
            new ManifestReader()
                .readAll(HEAD + "  entrypoint: a\n  " + spec.replace("\\n", "\n"), "a.yaml"),
            new LintOptions(true, false, false));
    assertThat(argoOnly.findings()).extracting(Finding::rule).isSubsetOf(Rule.VALUE_LOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=inputs.parameters.x ?? inputs.parameters['z'] ?? 'd'",
        "=let impute = inputs.parameters; impute.x",
        "=sprig.trim(inputs.parameters['x']) + \"(\" + `[`",
        "=map([1, 2], {# * 2})[0] /* ( */",
        "=filter(fromJSON(inputs.parameters.x), {#.itme.id > 1 && .name == 'a'})",
        "=workflow.status == 'Failed' ? {a: 1} : {'b': [2]} ",
      })
  void hasNothingAgainstSoundExpressions(String tag) {
    String spec =
        "  entrypoint: a\n  templates:\n  - name: a\n"
            + "    inputs: {parameters: [{name: x, value: v}]}\n"
            + "    container:\n      image: x:1\n      args:\n      - |\n        {{"
            + tag
            + "}}\n";
    assertThat(lint(HEAD + spec).findings()).isEmpty();
  }

  @Test
  void findsAllErrorsInOnePass() {
    LintReport report =
        lint(
            HEAD
                + """
                  entrypoint: main
                  templates:
                  - name: main
                    steps:
                    - - name: one
                        template: nope
                      - name: two
                        template: gate
                        arguments:
                          parameters: [{name: x, value: "{{steps.one.outputs.result}}"}]
                    - - name: two
                        template: gate
                        arguments:
                          parameters: [{name: x, value: "{{steps.tow.status}}"}]
                  - name: gate
                    inputs: {parameters: [{name: x}, {name: z}]}
                    suspend: {duraton: "1"}
                """);
    assertThat(report.findings())
        .extracting(finding -> finding.place().line() + " " + finding.message())
        .containsExactly(
            "10 template name 'nope' undefined",
            "11 inputs.parameters.z was not supplied",
            "15 inputs.parameters.z was not supplied",
            "15 templates.main.steps[1].name 'two' is not unique",
            "18 failed to resolve {{steps.tow.status}}",
            "21 unknown field \"spec.templates[1].suspend.duraton\"");
    assertThat(suggestions(report))
        .contains("Did you mean steps.two.status?", "Did you mean duration?");
  }

  @Test
  void looksIntoWorkflowTemplatesAmongTheFiles() {
    String shelf =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: shelf}
        spec:
          templates:
          - name: echo
            inputs: {parameters: [{name: text}]}
            container: {image: "alpine:3.23", command: [echo], args: ["{{inputs.parameters.txt}}"]}
        ---
        """;
    LintReport report =
        lint(
            shelf
                + HEAD
                + "  entrypoint: a\n  templates: [{name: a, steps: [[{name: s,"
                + " templateRef: {name: shelf, template: echo}}]]}]");
    assertThat(report.verdicts())
        .extracting(Verdict::error)
        .containsExactly(
            "templates.echo templates.echo: failed to resolve {{inputs.parameters.txt}}",
            "templates.a.steps[0].s templates.echo: failed to resolve {{inputs.parameters.txt}}");
    assertThat(report.findings())
        .extracting(Finding::message)
        .containsExactly(
            "failed to resolve {{inputs.parameters.txt}}",
            "inputs.parameters.text was not supplied");
  }

  @Test
  void survivesEndlessRecursionAndDeepNesting() {
    StringBuilder templates = new StringBuilder(HEAD + "  entrypoint: t0\n  templates:\n");
    for (int i = 0; i < 2_000; i++) {
      templates.append(
          "  - {name: t%d, steps: [[{name: s, template: t%d}]]}\n".formatted(i, (i + 1) % 2_000));
    }
    assertThat(lint(templates.toString()).findings()).isEmpty();
  }

  @Test
  @Timeout(60)
  void checksALongChainOfTasksInReasonableTime() {
    StringBuilder text =
        new StringBuilder(HEAD)
            .append("  entrypoint: m\n  templates:\n")
            .append("  - {name: e, script: {image: 'a:1', source: x}}\n")
            .append("  - name: m\n    dag:\n      tasks:\n      - {name: t0, template: e}\n");
    for (int i = 1; i < 5_000; i++) {
      text.append(
          "      - {name: t%1$d, template: e, dependencies: [t%2$d], when: '{{tasks.t0.status}}'}\n"
              .formatted(i, i - 1));
    }
    assertThat(lint(text.toString()).findings()).isEmpty();
  }

  /** Go decodes null as an object without fields. */
  @Test
  void countsNullsInLists() {
    LintReport report =
        lint(
            HEAD
                + "  entrypoint: b\n  templates:\n  - null\n  - name: b\n"
                + "    inputs: {parameters: [null, {name: p, value: v}]}\n"
                + "    steps: [[{name: s, template: b, when: '{{=inputs.parameters.p}}'}, null]]");
    assertThat(report.findings())
        .extracting(finding -> finding.place().path() + ": " + finding.message())
        .contains(
            "spec.templates[0]: spec.templates[0].name is required",
            "spec.templates[1].inputs.parameters[0]: templates.b.inputs.parameters[0].name is"
                + " required",
            "spec.templates[1].steps[0][1]: templates.b.steps[0].name is required");
  }

  @Test
  void reportsWhatCannotBeRead() {
    LintReport report = lint("a: [\n---\n" + HEAD + "  entrypoint: b\n");
    assertThat(report.findings())
        .extracting(Finding::rule)
        .containsExactly(Rule.UNREADABLE, Rule.TEMPLATE_UNDEFINED);
    assertThat(report.hasErrors()).isTrue();
  }

  @Test
  void hasNothingAgainstPluginsAndArtifactsOfAnInstalledArgo() {
    String text =
        HEAD
            + "  entrypoint: a\n  templates: [{name: a, plugin: {x: {}}}, {name: b, container:"
            + " {image: 'x:1', command: [x]}, outputs: {artifacts: [{name: o, path: /o}]}}]";
    LintReport report =
        Lint.check(new ManifestReader().readAll(text, "a"), new LintOptions(true, true, true));
    assertThat(report.findings()).extracting(Finding::rule).containsExactly(Rule.UNUSED_TEMPLATE);
  }

  @Test
  void refusesPluginsWithTheAdviceToUseArgo() {
    LintReport report = lint(HEAD + "  entrypoint: a\n  templates: [{name: a, plugin: {x: {}}}]");
    assertThat(report.hasErrors()).isTrue();
    assertThat(report.findings())
        .extracting(Finding::message, Finding::suggestion)
        .containsExactly(
            tuple(
                "template 'a' is a plugin, which only an Argo controller can run",
                "Use the runtime argo (-Dargo.runtime=argo)"));
  }

  @Test
  void everyRuleHasAStableCode() {
    assertThat(Arrays.stream(Rule.values()).map(Rule::code)).doesNotHaveDuplicates();
    assertThat(Rule.VARIABLE.code()).isEqualTo("LINT_VARIABLE");
  }

  private static String suggestions(LintReport report) {
    return report.findings().stream().map(Finding::suggestion).collect(Collectors.joining("\n"));
  }

  private static LintReport lint(String text) {
    return Lint.check(new ManifestReader().readAll(text, "a.yaml"), LintOptions.DEFAULT);
  }
}
