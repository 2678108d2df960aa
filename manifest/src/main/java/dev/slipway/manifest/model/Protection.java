package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import java.util.List;

/** Who may look at an environment. */
public record Protection(
    @Doc("whether people must sign in to Slipway to see it")
        @Default("false")
        @Shorthand
        @Aka({"password", "auth", "basic-auth"})
        boolean login,
    @Doc("addresses that may come, as in 10.0.0.0/8; unsaid: all")
        @Aka({"allow-list", "ip-allow-list", "ips"})
        List<String> allow,
    @Doc("whether search engines may list it; unsaid: only production")
        @Default("false")
        @Aka({"robots", "index"})
        boolean indexed) {}
