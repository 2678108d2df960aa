package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.AccessSchema;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.WhenBusy;
import dev.slipway.operations.Worker;
import dev.slipway.operations.WorkerSettings;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.OperationPage;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.Reason;
import dev.slipway.protocol.operation.Request;
import dev.slipway.store.testing.TestingStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations over a real socket. */
final class OperationEndpointsTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final TestingStore store =
      TestingStore.fresh(Operations.SCHEMA, AccessSchema.SCHEMA, Repeats.SCHEMA);
  private final Release type = new Release();
  private final Operations operations =
      new Operations(store.store(), OperationTypes.of(type), InstantSource.system());
  private final HttpClient http = HttpClient.newHttpClient();
  private Worker worker;
  private ApiServer server;

  record Input(String target, boolean hangs) {}

  private static final class Release implements OperationType<Input> {
    @Override
    public String name() {
      return "release";
    }

    @Override
    public Class<Input> input() {
      return Input.class;
    }

    @Override
    public String target(Input input) {
      return input.target();
    }

    @Override
    public String title(Input input) {
      return "v1 → " + input.target();
    }

    @Override
    public List<Step<Input, ?>> steps() {
      return List.of(new Speak());
    }
  }

  private static final class Speak implements Step<Input, Nothing> {
    @Override
    public String name() {
      return "Speak";
    }

    @Override
    public Result<Nothing> perform(StepContext<Input> context) throws Exception {
      context.say("hello");
      if (context.input().hangs()) {
        NEVER.await();
      }
      return Result.done("said");
    }
  }

  @BeforeEach
  void start() {
    worker = new Worker(operations, WorkerSettings.named("worker")).start();
    server = TestingApi.start(store.store(), new OperationEndpoints(operations).list());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    worker.close();
    operations.close();
    store.close();
  }

  @Test
  void streamsEventsToTheEndAndFromAnyNumber() throws Exception {
    var number = submit(false);
    var events = events(number, "");
    assertThat(events)
        .extracting(event -> event.number())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(events.getLast().what()).isInstanceOf(Happening.Ended.class);
    assertThat(events).extracting(event -> event.what()).contains(new Happening.Said("hello"));
    assertThat(events(number, "?after=3")).isEqualTo(events.subList(3, events.size()));
  }

  @Test
  void listsShowsAndCancels() throws Exception {
    var number = submit(true);
    assertThat(post(number, "cancel", new Reason("wrong branch")).statusCode()).isEqualTo(200);
    events(number, "");
    var detail = Json.read(get("/v1/operations/" + number).body(), OperationDetail.class);
    assertThat(detail.summary().state()).isEqualTo(OperationState.CANCELLED);
    var page = Json.read(get("/v1/operations?state=cancelled,failed").body(), OperationPage.class);
    assertThat(page.operations()).hasSize(1);
    assertThat(get("/v1/operations?state=running").body()).contains("\"operations\":[]");
  }

  @Test
  void tellsWhatIsWrongWithARequest() throws Exception {
    assertThat(get("/v1/operations/77").statusCode()).isEqualTo(404);
    assertThat(get("/v1/operations/77").body())
        .contains("operation 77: there is none of this number");
    assertThat(get("/v1/operations?state=lost").body())
        .contains("SLIP-3006", "is no state of an operation");
    assertThat(get("/v1/operations/x").statusCode()).isEqualTo(400);
  }

  private long submit(boolean hangs) {
    return operations.submit(
        type,
        new Input("ledger/production", hangs),
        new Request("bob", "test", ""),
        WhenBusy.QUEUE);
  }

  private List<OperationEvent> events(long number, String query) throws Exception {
    return get("/v1/operations/" + number + "/events" + query)
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.read(line.substring(6), OperationEvent.class))
        .toList();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(long number, String verb, Object body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri("/v1/operations/" + number + "/" + verb))
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
