package dev.slipway.web;

import dev.slipway.kit.Problem;
import dev.slipway.web.view.AlertsView;
import dev.slipway.web.view.AuditView;
import dev.slipway.web.view.DatabaseView;
import dev.slipway.web.view.DeploymentView;
import dev.slipway.web.view.EnvironmentView;
import dev.slipway.web.view.ErrorView;
import dev.slipway.web.view.HomeView;
import dev.slipway.web.view.LogsView;
import dev.slipway.web.view.NewPasswordView;
import dev.slipway.web.view.OperationView;
import dev.slipway.web.view.OperationsView;
import dev.slipway.web.view.PeopleView;
import dev.slipway.web.view.PipelineView;
import dev.slipway.web.view.RestoreView;
import dev.slipway.web.view.SecondFactorView;
import dev.slipway.web.view.SettingsView;
import dev.slipway.web.view.SignInView;
import dev.slipway.web.view.SignOnView;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Renders pages, and the parts of pages that change while somebody looks. */
public final class Pages {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets;

  public Pages(Assets assets) {
    this.assets = assets;
  }

  public String home(Frame frame, HomeView view) {
    return page("home", frame, view);
  }

  /** The table alone, for looking things up while typing. */
  public String homeTable(HomeView view) {
    return render("part/apps", Map.of("view", view));
  }

  /** What waits for the viewer, to be sent as {@code list}. */
  public String waiting(HomeView view) {
    return render("part/waiting", Map.of("view", view));
  }

  public String environment(Frame frame, EnvironmentView view) {
    return page("environment", frame, view);
  }

  public String deployment(Frame frame, DeploymentView view) {
    return page("deployment", frame, view);
  }

  /** One step as it stands now, to be sent as a server-sent event named {@code part}. */
  public String step(DeploymentView.Step step) {
    return render("part/step", Map.of("step", step));
  }

  /** The head of a deployment as it stands now, to be sent as {@code part}. */
  public String deploymentHead(DeploymentView.Head head) {
    return render("part/head", Map.of("head", head));
  }

  /** Who must agree as it stands now, to be sent as {@code part}. */
  public String approval(String formKey, Optional<DeploymentView.Approval> view) {
    return render("part/approval", Map.of("formKey", formKey, "view", view));
  }

  public String database(Frame frame, DatabaseView view) {
    return page("database", frame, view);
  }

  /** What a restore would lose: a part of the database's page. */
  public String restore(String formKey, RestoreView view) {
    return render("part/restore", Map.of("formKey", formKey, "view", view));
  }

  /** Why there is none: the same part of the page. */
  public String noRestore(Problem problem) {
    return render("part/norestore", Map.of("problem", problem));
  }

  /** The same as a page of its own, for browsers without script. */
  public String restorePage(Frame frame, String what, RestoreView view) {
    return render(
        "restorepage", Map.of("assets", assets, "frame", frame, "what", what, "view", view));
  }

  public String pipeline(Frame frame, PipelineView view) {
    return page("pipeline", frame, view);
  }

  public String logs(Frame frame, LogsView view) {
    return page("logs", frame, view);
  }

  public String alerts(Frame frame, AlertsView view) {
    return page("alerts", frame, view);
  }

  /** What is wrong as it stands now, to be sent as {@code list}. */
  public String openAlerts(AlertsView.Open open) {
    return render("part/openalerts", Map.of("open", open));
  }

  /** One entry of a log, to be sent as {@code entry}. */
  public String logRow(LogsView.Row row) {
    return render("part/logrow", Map.of("row", row));
  }

  public String operations(Frame frame, OperationsView view) {
    return page("operations", frame, view);
  }

  /** The list as it stands now, to be sent as {@code list}. */
  public String operationList(String formKey, OperationsView view) {
    return render("part/operations", Map.of("formKey", formKey, "view", view));
  }

  public String operation(Frame frame, OperationView view) {
    return page("operation", frame, view);
  }

  /** The head of an operation as it stands now, to be sent as {@code part}. */
  public String operationHead(OperationView.Head head) {
    return render("part/operationhead", Map.of("head", head));
  }

  public String audit(Frame frame, AuditView view) {
    return page("audit", frame, view);
  }

  /** The chain's head as it stands now, to be sent as {@code list}. */
  public String auditHead(AuditView view) {
    return render("part/audithead", Map.of("view", view));
  }

  /** The entries as they stand now, to be sent as {@code list}. */
  public String auditEntries(AuditView view) {
    return render("part/entries", Map.of("view", view));
  }

  public String people(Frame frame, PeopleView view) {
    return page("people", frame, view);
  }

  public String settings(Frame frame, SettingsView view) {
    return page("settings", frame, view);
  }

  public String secondFactor(Frame frame, SecondFactorView view) {
    return page("secondfactor", frame, view);
  }

  public String signOn(Frame frame, SignOnView view) {
    return page("signon", frame, view);
  }

  public String signIn(Frame frame, SignInView view) {
    return page("signin", frame, view);
  }

  public String newPassword(Frame frame, NewPasswordView view) {
    return page("password", frame, view);
  }

  public String error(Frame frame, ErrorView view) {
    return page("error", frame, view);
  }

  private String page(String name, Frame frame, Object view) {
    var values = new HashMap<String, Object>();
    values.put("assets", assets);
    values.put("frame", frame);
    values.put("view", view);
    return render(name, values);
  }

  private String render(String name, Map<String, Object> values) {
    var output = new StringOutput();
    templates.render(name + ".jte", values, output);
    return output.toString();
  }
}
