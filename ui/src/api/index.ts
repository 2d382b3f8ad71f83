export { useAction, type Progress } from "./action";
export { call, setPlatform, usePlatform, type Command, type RequestOf, type ResponseOf } from "./call";
export { hearEvent, queries, readAgain, useRead } from "./read";
export { CommandError, toCommandError } from "@/platform/error";
