;; Asks for files, the environment and the network: all of it is named in one message.
;; expect: refused
;; says: wasi:cli/environment@0.2.0, wasi:filesystem/types@0.2.0, wasi:sockets/tcp@0.2.0
(component
  (import "wasi:cli/environment@0.2.0" (instance))
  (import "handoff:plugin/log@0.1.0" (instance))
  (import "wasi:filesystem/types@0.2.0" (instance))
  (import "wasi:sockets/tcp@0.2.0" (instance)))
