package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestObject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** What a CronWorkflow has beyond its Workflow (Argo 4.1.2). */
final class CronCheck {
  private static final List<String> POLICIES = List.of("", "Allow", "Forbid", "Replace");

  private final Findings findings;
  private final JsonNode spec;
  private final Site site;

  CronCheck(Findings findings, ManifestObject object) {
    this.findings = findings;
    this.spec = Fields.objectOrNothing(object.raw(), "spec");
    this.site = Site.of(object).field("spec");
  }

  void check() {
    List<String> schedules = Fields.texts(spec, "schedules");
    if (schedules.isEmpty()) {
      report(
          site, "cron workflow must have at least one schedule", "Add schedules: [\"0 1 * * *\"]");
    }
    for (int i = 0; i < schedules.size(); i++) {
      Site at = site.field("schedules").item(i);
      String schedule = schedules.get(i);
      CronSchedule.error(schedule)
          .ifPresent(
              error ->
                  report(
                      at,
                      "cron schedule " + schedule + " is malformed: " + error,
                      Rule.CRON.suggestion()));
    }
    timezone(Fields.textOrEmpty(spec, "timezone"));
    String policy = Fields.textOrEmpty(spec, "concurrencyPolicy");
    if (!POLICIES.contains(policy)) {
      report(
          site.field("concurrencyPolicy"),
          "'" + policy + "' is not a valid concurrencyPolicy",
          Nearest.suggestion(policy, POLICIES, "Use Allow, Forbid or Replace"));
    }
    if (spec.path("startingDeadlineSeconds").asLong(0) < 0) {
      report(
          site.field("startingDeadlineSeconds"),
          "startingDeadlineSeconds must be positive",
          "Write a number of seconds");
    }
  }

  private void timezone(String timezone) {
    if (timezone.isEmpty()) {
      return;
    }
    try {
      ZoneId.of(timezone);
    } catch (DateTimeException e) {
      String message = "invalid timezone \"%1$s\": unknown time zone %1$s".formatted(timezone);
      List<String> zones = List.copyOf(ZoneId.getAvailableZoneIds());
      report(
          site.field("timezone"),
          message,
          Nearest.suggestion(timezone, zones, "Use a name such as Europe/Berlin"));
    }
  }

  private void report(Site at, String message, String suggestion) {
    findings.argo(Rule.CRON, at, "", message, suggestion);
  }
}
