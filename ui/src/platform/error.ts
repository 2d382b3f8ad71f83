import type { ApiError } from "@/generated/ApiError";
import type { Code } from "@/generated/Code";
import type { FieldError } from "@/generated/FieldError";
import { text } from "@/text";

/** A refused or failed command, ready to be shown. */
export class CommandError extends Error {
  readonly code: Code;
  readonly fields: readonly FieldError[];
  readonly ref: string;
  readonly detail: ApiError["detail"];
  /** No answer came at all: whether the command was done is not known, so it may be sent again as it was. */
  readonly unanswered: boolean;

  constructor(error: ApiError, unanswered = false) {
    super(error.message);
    this.name = "CommandError";
    this.code = error.code;
    this.fields = error.fields;
    this.ref = error.ref;
    this.detail = error.detail;
    this.unanswered = unanswered;
  }
}

function isApiError(value: unknown): value is ApiError {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Partial<ApiError>).code === "string" &&
    typeof (value as Partial<ApiError>).message === "string"
  );
}

/** Whatever a carrier rejected with, as the one error pages know. */
export function toCommandError(reason: unknown): CommandError {
  if (reason instanceof CommandError) return reason;
  if (isApiError(reason)) {
    return new CommandError({ ...reason, fields: reason.fields ?? [], ref: reason.ref ?? "" });
  }
  return new CommandError({ code: "fault", message: text.errors.unanswered, fields: [], ref: "" }, true);
}
