package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import java.util.List;
import java.util.Optional;

/** Somebody who is told. */
public record Notice(
    @Doc("the secret that has the Slack webhook's URL") @Is(Format.VARIABLE) Optional<String> slack,
    @Doc("the secret that has the URL to post to") @Is(Format.VARIABLE) Optional<String> webhook,
    @Doc("webhook: the secret that its posts are signed with, as standardwebhooks.com has it")
        @Is(Format.VARIABLE)
        @Aka({"secret", "sign", "signing-key"})
        Optional<String> key,
    @Doc("a mail address") @Aka({"email"}) Optional<String> mail,
    @Doc("deployed, failed, approval, alert; unsaid: all") @Aka({"on", "events"})
        List<NoticeKind> about) {}
