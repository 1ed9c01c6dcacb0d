#!/usr/bin/env node
"use strict";var m=Object.create;var l=Object.defineProperty;var g=Object.getOwnPropertyDescriptor;var w=Object.getOwnPropertyNames;var h=Object.getPrototypeOf,y=Object.prototype.hasOwnProperty;var I=(e,t,o,s)=>{if(t&&typeof t=="object"||typeof t=="function")for(let n of w(t))!y.call(e,n)&&n!==o&&l(e,n,{get:()=>t[n],enumerable:!(s=g(t,n))||s.enumerable});return e};var r=(e,t,o)=>(o=e!=null?m(h(e)):{},I(t||!e||!e.__esModule?l(o,"default",{value:e,enumerable:!0}):o,e));var i=class extends Error{name="UsageError"},a=class extends Error{name="InputError"};function f(e){let t=e.code??String(e);return{ENOENT:"there is no such file or folder",EISDIR:"it is a folder",EACCES:"access is not permitted",ELOOP:"its links lead in a circle"}[t]??t}function u(e){return e instanceof Error?e.name==="UsageError"?`${e.message}
See profile-gate --help.`:e.name==="InputError"?e.message:null:null}var p="0.1.0",c={compare:async()=>(await Promise.resolve().then(()=>r(require("./compare.js"),1))).compare,diff:async()=>(await Promise.resolve().then(()=>r(require("./diff.js"),1))).diff,top:async()=>(await Promise.resolve().then(()=>r(require("./top.js"),1))).top,list:async()=>(await Promise.resolve().then(()=>r(require("./list.js"),1))).list,capture:async()=>(await Promise.resolve().then(()=>r(require("./capture.js"),1))).capture,policy:async()=>(await Promise.resolve().then(()=>r(require("./policy.js"),1))).policy,init:async()=>(await Promise.resolve().then(()=>r(require("./init.js"),1))).init},E=`profile-gate ${p}: compares profiles, says what grew and whether it is noise

  profile-gate compare BASELINE CANDIDATE [--policy FILE] [--target NAME] [--json FILE] [--markdown FILE]
                       [--html FILE]
  profile-gate diff    BASELINE CANDIDATE [--metric NAME] [--of GROUP] [--by flat|cum|own] [--top N] [--focus RE] [--ignore RE]
                       [--tag-focus RE] [--no-inlines] [--trim-path P] [--source-path P] [--html FILE]
  profile-gate top     PROFILE            [the same]
  profile-gate list    FUNCTION-RE PROFILE [CANDIDATE]   [the same but for --of, --by, --top and --html]
  profile-gate capture URL --out DIR [--wait 30s] [--warmup 0s] [--seconds 30] [--snapshots N --every 30s] [-- COMMAND\u2026]
  profile-gate policy  check [FILE] | schema | explain BASELINE CANDIDATE [--policy FILE] [--target NAME]
  profile-gate init                       writes a policy and a workflow that fit this repository

Every command takes --format text|json|markdown. BASELINE, CANDIDATE and PROFILE are a file, a folder or a zip of profiles.
URL is that of a running Go service with net/http/pprof; COMMAND is the load that keeps it busy meanwhile.
GROUP is total, function, package, file, line, creator, state, benchmark or label:KEY.
Exit codes: 0 passed, 1 a limit is exceeded, 2 could not decide or wrong usage.
`;async function N(e,t){let[o,...s]=e;if(o===void 0||o==="--help"||o==="-h"||o==="help")return t.print(E),o===void 0?2:0;if(o==="--version")return t.print(`${p}
`),0;let n=Object.hasOwn(c,o)?c[o]:void 0;if(n===void 0)throw new i(`no command ${o}; there are ${Object.keys(c).join(", ")}`);return s[0]==="--help"||s[0]==="-h"?(t.print(E),0):(await n())(s,t)}function O(){let e=process.env.SOURCE_DATE_EPOCH;return(e!==void 0&&/^\d{1,11}$/.test(e)?new Date(Number(e)*1e3):new Date).toISOString().slice(0,10)}function R(){if(process.env.NO_COLOR)return!1;let e=process.env.FORCE_COLOR;return e!==void 0?e!=="0"&&e!=="false":process.stdout.isTTY===!0&&process.env.TERM!=="dumb"}function d(e){let t=e instanceof Error?e.stack??e.message:String(e);process.stderr.write(`profile-gate: ${u(e)??`internal error, please report it: ${t}`}
`),process.exitCode=2}process.on("uncaughtException",d);process.stdout.on("error",e=>{e.code!=="EPIPE"&&d(new a(`the result could not be printed: ${f(e)}`))});var C=()=>({folder:process.cwd(),environment:process.env,print:e=>{process.stdout.write(e)},tell:e=>{process.stderr.write(e)},today:O(),colour:R(),isWatched:process.stderr.isTTY===!0&&process.env.TERM!=="dumb",version:p});async function A(){try{let e=await N(process.argv.slice(2),C());process.exitCode??=e}catch(e){d(e)}}A();
