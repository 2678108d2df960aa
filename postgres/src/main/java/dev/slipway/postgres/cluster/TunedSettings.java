package dev.slipway.postgres.cluster;

import dev.slipway.kit.ByteSize;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that follow from the memory a cluster may use and the machine it stands on. Each is here
 * for a reason: durability is never traded away.
 */
public final class TunedSettings {
  private static final long MEBIBYTE = 1L << 20;

  private TunedSettings() {}

  /**
   * @param headroom free space of the disk that the cluster stands on
   */
  public static Map<String, String> of(ClusterSpec spec, ByteSize headroom, int processors) {
    var memory = spec.memory().bytes();
    var settings = new TreeMap<String, String>();
    settings.put("cluster_name", spec.name().toString());
    settings.put("max_connections", Integer.toString(spec.connections()));
    settings.put("shared_buffers", mebibytes(memory / 4, 32, 16_384));
    settings.put("effective_cache_size", mebibytes(memory * 3 / 4, 96, 1 << 20));
    settings.put("maintenance_work_mem", mebibytes(memory / 16, 16, 1024));
    // A query may use several, and every connection may run one.
    settings.put("work_mem", mebibytes(memory / 2 / spec.connections(), 2, 256));
    settings.put("max_worker_processes", Integer.toString(Math.max(8, processors)));
    settings.put("max_parallel_workers", Integer.toString(processors));
    settings.put("max_parallel_workers_per_gather", Integer.toString(Math.max(1, processors / 2)));
    // Solid-state disks: a random page costs nearly what a sequential one does.
    settings.put("random_page_cost", "1.1");
    log(settings);
    wal(settings, memory, headroom);
    return settings;
  }

  private static void wal(Map<String, String> settings, long memory, ByteSize headroom) {
    settings.put("wal_level", "replica");
    settings.put("wal_compression", "on");
    settings.put("max_wal_senders", "10");
    settings.put("max_replication_slots", "10");
    settings.put("max_wal_size", mebibytes(memory, 512, 16_384));
    settings.put("min_wal_size", mebibytes(memory / 8, 80, 1024));
    settings.put("checkpoint_completion_target", "0.9");
    // A follower that died must not fill the disk: past this its slot is given up, and said so.
    settings.put("max_slot_wal_keep_size", mebibytes(headroom.bytes() / 5, 256, 65_536));
    // Says when a transaction ended: what a restore would lose is counted with it.
    settings.put("track_commit_timestamp", "on");
    settings.put("archive_mode", "off");
  }

  private static void log(Map<String, String> settings) {
    settings.put("log_line_prefix", "%m [%p] %u@%d ");
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");
    settings.put("log_min_duration_statement", "500");
    settings.put("log_lock_waits", "on");
    settings.put("track_io_timing", "on");
    settings.put("password_encryption", "scram-sha-256");
  }

  private static String mebibytes(long bytes, long least, long most) {
    return Math.clamp(bytes / MEBIBYTE, least, most) + "MB";
  }
}
