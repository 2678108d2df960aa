package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Shorthand;
import java.util.Map;
import java.util.Optional;

/** How source becomes what runs. */
public record Build(
    @Doc("the command, run in the service's source folder") @Shorthand @Aka({"run", "cmd"})
        Optional<String> command,
    @Doc("a Dockerfile, relative to the source folder") @Is(Format.FOLDER) @Aka({"file"})
        Optional<String> dockerfile,
    @Doc("the stage of the Dockerfile to stop at") @Aka({"stage"}) Optional<String> stage,
    @Doc("the Dockerfile of the base image; when it changes, this is rebuilt on it")
        @Is(Format.FOLDER)
        Optional<String> base,
    @Doc("variables that the build sees, and build arguments of a Dockerfile")
        @Keys(Format.VARIABLE)
        @Aka({"args", "build-args", "environment"})
        Map<String, Variable> env) {}
