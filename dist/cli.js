#!/usr/bin/env node
"use strict";var u=Object.create;var d=Object.defineProperty;var m=Object.getOwnPropertyDescriptor;var E=Object.getOwnPropertyNames;var g=Object.getPrototypeOf,w=Object.prototype.hasOwnProperty;var y=(e,o,n,r)=>{if(o&&typeof o=="object"||typeof o=="function")for(let t of E(o))!w.call(e,t)&&t!==n&&d(e,t,{get:()=>o[t],enumerable:!(r=m(o,t))||r.enumerable});return e};var s=(e,o,n)=>(n=e!=null?u(g(e)):{},y(o||!e||!e.__esModule?d(n,"default",{value:e,enumerable:!0}):n,e));var i=class extends Error{name="UsageError"};function p(e){return e instanceof Error?e.name==="UsageError"?`${e.message}
See profile-gate --help.`:e.name==="InputError"?e.message:null:null}var c="0.1.0",a={compare:async()=>(await Promise.resolve().then(()=>s(require("./compare.js"),1))).compare,diff:async()=>(await Promise.resolve().then(()=>s(require("./diff.js"),1))).diff,top:async()=>(await Promise.resolve().then(()=>s(require("./top.js"),1))).top,policy:async()=>(await Promise.resolve().then(()=>s(require("./policy.js"),1))).policy},l=`profile-gate ${c}: compares profiles, says what grew and whether it is noise

  profile-gate compare BASELINE CANDIDATE [--policy FILE] [--target NAME] [--json FILE] [--markdown FILE]
  profile-gate diff    BASELINE CANDIDATE [--metric NAME] [--of GROUP] [--by flat|cum|own] [--top N] [--focus RE] [--ignore RE]
  profile-gate top     PROFILE            [the same]
  profile-gate policy  check [FILE] | schema

Every command takes --format text|json|markdown. BASELINE, CANDIDATE and PROFILE are a file or a folder of profiles.
GROUP is function, package, file or line. Exit codes: 0 passed, 1 a limit is exceeded, 2 could not decide or wrong usage.
`;async function I(e,o){let[n,...r]=e;if(n===void 0||n==="--help"||n==="-h"||n==="help")return o.print(l),n===void 0?2:0;if(n==="--version")return o.print(`${c}
`),0;let t=Object.hasOwn(a,n)?a[n]:void 0;if(t===void 0)throw new i(`no command ${n}; there are ${Object.keys(a).join(", ")}`);return r.includes("--help")?(o.print(l),0):(await t())(r,o)}function O(){let e=process.env.SOURCE_DATE_EPOCH;return(e!==void 0&&/^\d+$/.test(e)?new Date(Number(e)*1e3):new Date).toISOString().slice(0,10)}function h(){if(process.env.NO_COLOR)return!1;let e=process.env.FORCE_COLOR;return e!==void 0?e!=="0"&&e!=="false":process.stdout.isTTY===!0&&process.env.TERM!=="dumb"}var f={folder:process.cwd(),print:e=>{process.stdout.write(e)},tell:e=>{process.stderr.write(e)},today:O(),colour:h(),version:c};process.stdout.on("error",e=>{if(e.code!=="EPIPE")throw e});I(process.argv.slice(2),f).then(e=>{process.exitCode=e},e=>{let o=e instanceof Error?e.stack??e.message:String(e);f.tell(`profile-gate: ${p(e)??`internal error, please report it: ${o}`}
`),process.exitCode=2});
