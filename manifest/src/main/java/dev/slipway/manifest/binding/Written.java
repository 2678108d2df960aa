package dev.slipway.manifest.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A type that is written as one text and read by its own static parse(String). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Written {
  /** Such as: a schedule (4h, never, or five cron fields). */
  String as();

  /** A regular expression of everything that parse reads, for editors. */
  String pattern();

  String example();

  /** Whether some of these texts are numbers to an editor. */
  boolean mayBeNumber() default false;
}
