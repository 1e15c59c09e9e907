//! Pairs of members for a meeting, which do not repeat until they must.

/// Returns the pairs of round `round` (from 0) of so many members, who are named by their places: the circle method.
/// One stands still, all others move on by one seat a round, so that `members - 1` rounds have no pair twice (as many as
/// there are members, where these are odd). With an odd number somebody is third in a pair, in each round somebody else.
#[must_use]
pub fn pairs(members: usize, round: usize) -> Vec<Vec<usize>> {
    if members < 2 {
        return Vec::new();
    }
    let seats = members + members % 2;
    let moving = seats - 1;
    let seat = |place: usize| if place == 0 { 0 } else { (place - 1 + round) % moving + 1 };
    let mut pairs: Vec<Vec<usize>> = (0..seats / 2)
        .map(|place| [seat(place), seat(seats - 1 - place)].into_iter().filter(|member| *member < members).collect())
        .collect();
    // Whoever sits opposite the empty seat joins the next pair.
    if let Some(place) = pairs.iter().position(|pair| pair.len() == 1)
        && pairs.len() > 1
    {
        let alone = pairs.remove(place);
        let next = place % pairs.len();
        pairs[next].extend(alone);
    }
    for pair in &mut pairs {
        pair.sort_unstable();
    }
    pairs.sort_unstable();
    pairs
}

/// Exchanges members so that none of the two in `apart` are together, as far as that can be done: each exchange leaves
/// fewer of them together.
pub fn keep_apart(pairs: &mut [Vec<usize>], apart: &[[usize; 2]]) {
    let together = |pair: &[usize]| apart.iter().filter(|two| two.iter().all(|one| pair.contains(one))).count();
    let better = |pairs: &[Vec<usize>]| {
        for (one, pair) in pairs.iter().enumerate().filter(|(_, pair)| together(pair) > 0) {
            for (other, beside) in pairs.iter().enumerate().filter(|(other, _)| *other != one) {
                for (seat, seat_beside) in
                    (0..pair.len()).flat_map(|seat| (0..beside.len()).map(move |own| (seat, own)))
                {
                    let (mut left, mut right) = (pair.clone(), beside.clone());
                    std::mem::swap(&mut left[seat], &mut right[seat_beside]);
                    if together(&left) + together(&right) < together(pair) + together(beside) {
                        return Some([(one, left), (other, right)]);
                    }
                }
            }
        }
        None
    };
    while let Some(changes) = better(pairs) {
        for (place, pair) in changes {
            pairs[place] = pair;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_is_alone_and_no_pair_comes_twice() {
        for members in 2..=40_usize {
            let rounds = if members % 2 == 0 { members - 1 } else { members };
            let mut met = BTreeSet::new();
            let mut thirds = BTreeSet::new();
            for round in 0..rounds {
                let pairs = pairs(members, round);
                let mut all: Vec<usize> = pairs.iter().flatten().copied().collect();
                all.sort_unstable();
                assert_eq!(all, (0..members).collect::<Vec<_>>(), "{members} in round {round}: each once");
                assert!(pairs.iter().all(|pair| pair.len() == 2 || (pair.len() == 3 && members % 2 == 1)), "{pairs:?}");
                for pair in pairs.iter().filter(|pair| pair.len() == 2) {
                    assert!(met.insert(pair.clone()), "{members}: {pair:?} again in round {round}");
                }
                thirds.extend(pairs.into_iter().filter(|pair| pair.len() == 3));
            }
            if members % 2 == 0 {
                assert_eq!(met.len(), members * (members - 1) / 2, "{members}: everybody has met everybody");
            }
            assert_eq!(pairs(members, 0), pairs(members, rounds), "it begins again");
        }
        assert_eq!(pairs(0, 3), [[0; 0]; 0]);
        assert_eq!(pairs(1, 3), [[0; 0]; 0]);
        assert_eq!(pairs(3, 0), [[0, 1, 2]]);
    }

    #[test]
    fn who_must_not_be_together_is_not() {
        for members in 4..=13 {
            for round in 0..members {
                let mut kept = pairs(members, round);
                keep_apart(&mut kept, &[[0, 1], [2, 3]]);
                // One who is to be apart from all but one is with that one.
                let mut alone = pairs(members, round);
                let all_but_one: Vec<[usize; 2]> = (2..members).map(|other| [1, other]).collect();
                keep_apart(&mut alone, &all_but_one);
                assert!(alone.iter().any(|pair| *pair == [0, 1] || *pair == [1, 0] || pair.len() == 3), "{alone:?}");
                let are_together = |two: [usize; 2]| kept.iter().any(|pair| two.iter().all(|one| pair.contains(one)));
                assert!(!are_together([0, 1]) && !are_together([2, 3]), "{members}, {round}: {kept:?}");
                assert_eq!(kept.iter().flatten().collect::<BTreeSet<_>>().len(), members);
            }
        }
    }
}
