package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Model;

/** What an empty page says: what will be here, and the next step, ready to copy. */
final class NextStep {

  private NextStep() {}

  private static void open(Markup html, String title, String words) {
    html.start("div", "class", "empty").element("h2", title).element("p", words);
  }

  private static void code(Markup html, String text) {
    html.start("div", "class", "copy").element("pre", text, "tabindex", 0).end("div");
  }

  private static String connect(Visit visit) {
    return "import fiddler as fdl\n"
        + "fdl.init(url=\""
        + visit.origin()
        + "\", token=\"YOUR_TOKEN\")\n";
  }

  /** No model yet. */
  static void model(Markup html, Visit visit) {
    open(
        html,
        "Add your own model",
        "Give Ballast the table that the model was trained on. It becomes the baseline; events come"
            + " next.");
    code(
        html,
        connect(visit)
            + "project = fdl.Project.get_or_create(name=\"shop\")\n"
            + "model = fdl.Model.from_data(name=\"churn\", project_id=project.id, source=training,\n"
            + "    spec=fdl.ModelSpec(inputs=[\"age\", \"region\"], outputs=[\"score\"],"
            + " targets=[\"churned\"]),\n"
            + "    task=fdl.ModelTask.BINARY_CLASSIFICATION,\n"
            + "    task_params=fdl.ModelTaskParams(target_class_order=[0, 1]))\n"
            + "model.create()\n"
            + "model.publish(source=training, environment=fdl.EnvType.PRE_PRODUCTION,"
            + " dataset_name=\"training\")");
    html.start("p").element("a", "Upload a CSV or Parquet file", "class", "btn", "href", "/upload");
    html.text(" or make a token under ").element("a", "Settings", "href", "/settings");
    html.end("p").end("div").line();
  }

  /** A model without events. */
  static void events(Markup html, Visit visit, Model model) {
    open(html, "No events yet", "Send the first ones with these lines.");
    code(
        html,
        connect(visit)
            + "model = fdl.Model.get(id_=\""
            + model.id()
            + "\")\n"
            + "model.publish(source=events)");
    html.start("p");
    html.element(
        "a",
        "Upload events from a file",
        "class",
        "btn",
        "href",
        Link.to("/upload").with("model", model.id().toString()));
    html.end("p").end("div").line();
  }

  /** A model with events and without a baseline. */
  static void baseline(Markup html, Visit visit, Model model) {
    open(
        html,
        "No baseline yet",
        "Drift is the distance from a baseline: the rows that the model was trained on, or a span of"
            + " production that went well. Publish the training data, or name such a span.");
    code(
        html,
        connect(visit)
            + "model = fdl.Model.get(id_=\""
            + model.id()
            + "\")\n"
            + "model.publish(source=training, environment=fdl.EnvType.PRE_PRODUCTION,"
            + " dataset_name=\"training\")");
    html.start("p");
    html.element(
        "a",
        "Create a baseline",
        "class",
        "btn primary",
        "href",
        "/models/" + model.id() + "/baselines/new");
    html.end("p").end("div").line();
  }
}
