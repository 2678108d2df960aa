package dev.slipway.manifest.model;

/** What runs a service. */
public enum Target {
  PROCESS,
  DOCKER,
  KUBERNETES,
  RENDER,
  RAILWAY,
  VERCEL,
  SUPABASE
}
