package dev.slipway.postgres.s3;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Sees whether an exchange goes on: however long an answer is, it must not stand still. */
final class Watch {
  private final long began = System.nanoTime();
  private final Duration first;
  private final Duration still;
  private volatile long lastByte;
  private volatile boolean answered;

  /**
   * @param first until the first byte of the answer
   * @param still between two bytes of it
   */
  Watch(Duration first, Duration still) {
    this.first = first;
    this.still = still;
  }

  /** Until it counts as stalled; negative when it does. */
  long leftNanos() {
    return answered
        ? lastByte + still.toNanos() - System.nanoTime()
        : began + first.toNanos() - System.nanoTime();
  }

  String told() {
    return answered
        ? "the answer stood still for " + still.toMillis() + " ms"
        : "no answer within " + first.toMillis() + " ms";
  }

  private void byteArrived() {
    lastByte = System.nanoTime();
    answered = true;
  }

  HttpResponse.BodyHandler<byte[]> handler() {
    return head -> {
      byteArrived();
      return new Watched(HttpResponse.BodySubscribers.ofByteArray());
    };
  }

  /** Collects the answer and notes each part of it. */
  private final class Watched implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> collector;

    Watched(HttpResponse.BodySubscriber<byte[]> collector) {
      this.collector = collector;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return collector.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      collector.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
      byteArrived();
      collector.onNext(part);
    }

    @Override
    public void onError(Throwable trouble) {
      collector.onError(trouble);
    }

    @Override
    public void onComplete() {
      collector.onComplete();
    }
  }
}
