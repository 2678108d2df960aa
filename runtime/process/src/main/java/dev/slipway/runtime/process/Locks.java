package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.InstanceId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One action at a time for each instance; different instances don't wait for each other. */
final class Locks {
  private final ConcurrentHashMap<InstanceId, ReentrantLock> locks = new ConcurrentHashMap<>();

  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  Held hold(InstanceId id) {
    var lock = locks.computeIfAbsent(id, unseen -> new ReentrantLock());
    lock.lock();
    return lock::unlock;
  }
}
