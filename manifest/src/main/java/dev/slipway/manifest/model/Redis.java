package dev.slipway.manifest.model;

import dev.slipway.kit.ByteSize;
import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Within;
import java.util.Optional;

/** A Redis server. */
public record Redis(
    @Doc("Redis' major version") @Default("7") @Within(least = 5, greatest = 99) @Aka({"image"})
        int version,
    @Doc("memory, past which the policy decides")
        @Default("256MB")
        @Aka({"maxmemory", "max-memory", "plan"})
        ByteSize memory,
    @Doc("what goes when memory is full, as in redis.conf")
        @Default("allkeys-lru")
        @Aka({"maxmemory-policy", "eviction"})
        RedisPolicy policy,
    @Doc("whether it outlives a restart") @Default("true") @Aka({"persistence", "appendonly"})
        boolean persist,
    @Doc("true: it stands elsewhere; its URL is a secret set with slipway env set")
        @Default("false")
        boolean external,
    @Doc("the variable that services find its URL in; unsaid: REDIS_URL for the only or first one")
        @Is(Format.VARIABLE)
        @Aka({"env", "url"})
        Optional<String> variable) {}
