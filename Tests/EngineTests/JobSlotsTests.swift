import Testing

@testable import Engine

@Suite struct JobSlotsTests {
    @Test func `who wants many is served before those who ask later`() async {
        let slots = JobSlots(2)
        let order = Recorder<String>()
        await slots.take(1)
        await withTaskGroup(of: Void.self) { group in
            group.addImmediateTask {
                await slots.take(2)
                order.append("many")
                slots.giveBack(2)
            }
            group.addImmediateTask {
                await slots.take(1)
                order.append("one")
                slots.giveBack(1)
            }
            #expect(order.elements.isEmpty)
            slots.giveBack(1)
        }
        #expect(order.elements == ["many", "one"])
    }

    @Test func `never are more handed out than there are`() async {
        let slots = JobSlots(3)
        let taken = Recorder<Int>()
        let sums = Recorder<Int>()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let count = number % 3 + 1
                    await slots.take(count)
                    taken.append(count)
                    sums.append(taken.elements.reduce(0, +))
                    await Task.yield()
                    taken.append(-count)
                    slots.giveBack(count)
                }
            }
        }
        #expect(sums.elements.count == 60)
        #expect(sums.elements.allSatisfy { $0 <= 3 })
    }
}
