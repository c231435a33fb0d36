;; Never comes back from its start function: before anything of it could be asked.
;; expect: load fuel
(func $spin (loop $again (br $again)))
(start $spin)
