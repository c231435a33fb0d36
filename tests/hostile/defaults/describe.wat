(func (export "handoff:plugin/rules@{version}#describe") (result i32) (i32.const 16))
