//! Work on every processor.

use std::sync::atomic::{AtomicUsize, Ordering};

/// No more threads than this: what is done here is soon done.
const MOST: usize = 8;

/// Works on each item by itself, on every processor; the results stand in the order of the items. Whoever is done takes
/// the next one, so that a long item holds up no others.
pub fn each<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return done };
            done.push((place, work(item)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(MOST).min(items.len());
        let others = (1..workers).map(|_| scope.spawn(some)).collect::<Vec<_>>();
        let mut done = some();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                // A fault in one is a fault of the whole, as it would be on one thread.
                Err(fault) => std::panic::resume_unwind(fault),
            }
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_stand_in_their_order() {
        let items = (0_u32..500).collect::<Vec<_>>();
        let done = each(&items, |item| {
            if item % 100 == 0 {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            item * 2
        });
        assert_eq!(done, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(each(&[0_u8; 0], |item| *item).is_empty());
    }

    #[test]
    #[should_panic(expected = "one of them")]
    fn a_fault_in_one_is_a_fault_of_all() {
        each(&[1, 2, 3, 4], |item| assert!(*item != 3, "one of them"));
    }
}
