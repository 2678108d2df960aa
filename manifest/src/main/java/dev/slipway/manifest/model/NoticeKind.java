package dev.slipway.manifest.model;

/** What people are told about. */
public enum NoticeKind {
  DEPLOYED,
  FAILED,
  APPROVAL,
  ALERT
}
