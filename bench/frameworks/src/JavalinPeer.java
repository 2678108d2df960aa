import io.javalin.Javalin;

/** Jetty beneath, on virtual threads. */
final class JavalinPeer {
  public static void main(String[] port) {
    Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.startup.showJavalinBanner = false;
              config.routes.get(
                  "/json", call -> call.contentType("application/json").result(Answer.json()));
              config.routes.get(
                  "/store",
                  call -> call.contentType("application/json").result(Answer.afterTheStore()));
            })
        .start("127.0.0.1", Integer.parseInt(port[0]));
  }
}
