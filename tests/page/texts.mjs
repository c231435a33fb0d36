// Exports of our own, in the short text form and as BPMN.

/** A case that ends in silence: one gap that reaches the customer. */
export const SILENT = `handoff text 1
pool Customer
pool Company
  lane Sales
    start message Order received
    task  Check stock
    xor   In stock?
    end   Order rejected
    send  Confirm order
    end   Order accepted
Customer ~Order~> Order received
Confirm order ~Confirmation~> Customer
Order received -> Check stock -> In stock?
In stock? -yes-> Confirm order -> Order accepted
In stock? -no-> Order rejected
`;

/** The same, mended. */
export const TOLD = SILENT.replace("    end   Order rejected", "    end   message Order rejected").replace(
  "Order received -> Check stock",
  "Order rejected ~Rejection~> Customer\nOrder received -> Check stock",
);

/** Steps of which each needs what another department makes only later: as many findings. */
export function needy(count, name = "Needy") {
  const steps = Array.from({ length: count }, (_, at) => `    task ${name} ${at} | needs Paper ${at}`);
  const chain = Array.from({ length: count }, (_, at) => `${name} ${at}`);
  const papers = Array.from({ length: count }, (_, at) => `Paper ${at}`).join(", ");
  return ["handoff text 1", `pool Company ${name}`, "  lane Office", "    start Begin", ...steps, "    end Done", "  lane Press", `    task Print ${name} | gives ${papers}`, `Begin -> ${chain.join(" -> ")} -> Print ${name} -> Done`, ""].join("\n");
}

/** What nobody may believe: each would be seen if it ran, or mislead if it were lost. */
export const HOSTILE = [
  `<img src=x onerror="globalThis.owned=1">`,
  `<script>globalThis.owned=2</script>`,
  `"><svg onload=globalThis.owned=3>`,
  `'-globalThis.owned-'`,
  `\${globalThis.owned=4}{{owned}}`,
  `javascript:globalThis.owned=5`,
  `__proto__`,
  `a\u202eb\u200bc`,
  `&lt;b&gt; & <!-- ]]> %3Cscript%3E`,
];

const xml = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A BPMN file with its layout, in which every name is hostile. */
export function hostile() {
  const [pool, lane, other, task, item, message, state] = HOSTILE.map(xml);
  const shape = (id, x, y, width, height, more = "") =>
    `<bpmndi:BPMNShape id="s-${id}" bpmnElement="${id}"${more}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
  const edge = (id, ...points) =>
    `<bpmndi:BPMNEdge id="e-${id}" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join("")}</bpmndi:BPMNEdge>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="t">
  <message id="m" name="${message}"/>
  <collaboration id="c">
    <participant id="p1" name="${pool}" processRef="a"/><participant id="p2" name="Customer"/>
    <messageFlow id="mf" name="${message}" sourceRef="p2" targetRef="start"/>
  </collaboration>
  <process id="a">
    <laneSet id="ls"><lane id="l1" name="${lane}"><flowNodeRef>start</flowNodeRef><flowNodeRef>t1</flowNodeRef></lane><lane id="l2" name="${other}"><flowNodeRef>t2</flowNodeRef><flowNodeRef>end</flowNodeRef></lane></laneSet>
    <startEvent id="start" name="${task}"><outgoing>f1</outgoing><messageEventDefinition messageRef="m"/></startEvent>
    <task id="t1" name="${task}"><outgoing>f2</outgoing></task>
    <task id="t2" name="${task}"><ioSpecification><dataInput id="di"/><inputSet><dataInputRefs>di</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation id="da"><sourceRef>ref</sourceRef><targetRef>di</targetRef></dataInputAssociation></task>
    <endEvent id="end" name="${task}"/>
    <dataObject id="o" name="${item}"/><dataObjectReference id="ref" name="${item}" dataObjectRef="o"><dataState name="${state}"/></dataObjectReference>
    <sequenceFlow id="f1" sourceRef="start" targetRef="t1" name="${task}"/><sequenceFlow id="f2" sourceRef="t1" targetRef="t2"/><sequenceFlow id="f3" sourceRef="t2" targetRef="end"/>
  </process>
  <bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="c">
    ${shape("p1", 100, 100, 700, 300, ' isHorizontal="true"')}${shape("p2", 100, 0, 700, 60, ' isHorizontal="true"')}
    ${shape("l1", 130, 100, 670, 150, ' isHorizontal="true"')}${shape("l2", 130, 250, 670, 150, ' isHorizontal="true"')}
    ${shape("start", 180, 160, 36, 36)}${shape("t1", 280, 138, 100, 80)}${shape("t2", 440, 288, 100, 80)}${shape("end", 640, 310, 36, 36)}${shape("ref", 600, 150, 36, 50)}
    ${edge("f1", [216, 178], [280, 178])}${edge("f2", [380, 178], [490, 178], [490, 288])}${edge("f3", [540, 328], [640, 328])}${edge("mf", [198, 60], [198, 160])}${edge("da", [618, 200], [520, 288])}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;
}
