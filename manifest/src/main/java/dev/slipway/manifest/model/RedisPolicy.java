package dev.slipway.manifest.model;

/** Redis' words for what goes when memory is full. */
public enum RedisPolicy {
  NOEVICTION,
  ALLKEYS_LRU,
  ALLKEYS_LFU,
  ALLKEYS_RANDOM,
  VOLATILE_LRU,
  VOLATILE_LFU,
  VOLATILE_RANDOM,
  VOLATILE_TTL
}
