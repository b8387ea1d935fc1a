from __future__ import annotations

import json

import numpy as np

from model.inference.checks.discriminant import Discriminant


def _examples() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    classes = np.repeat(np.arange(3), 40)
    means = np.array([[0, 0, 0, 5], [3, 0, 0, 5], [0, 3, 0, 5]], float)
    # The third feature is noise on quite another scale, the fourth says nothing at all.
    features = means[classes] + random.normal(0, [1, 1, 100, 0], (120, 4))
    return features, classes


def test_tells_classes_apart_whatever_the_scale_of_the_other_features() -> None:
    features, classes = _examples()
    log = Discriminant.fit(features, classes, shrinkage=0.1).log_probabilities(features)
    assert (log.argmax(axis=1) == classes).mean() > 0.85
    np.testing.assert_allclose(np.exp(log).sum(axis=1), 1.0, atol=1e-3)


def test_never_rules_a_class_out_for_good() -> None:
    features, classes = _examples()
    far = np.array([[1e6, -1e6, 0, 5]])
    log = Discriminant.fit(features, classes, shrinkage=0.1).log_probabilities(far)
    assert log.min() == -12.0


def test_comes_back_from_json() -> None:
    features, classes = _examples()
    fitted = Discriminant.fit(features, classes, shrinkage=0.1)
    again = Discriminant.from_dict(json.loads(json.dumps(fitted.to_dict())))
    np.testing.assert_allclose(again.log_probabilities(features), fitted.log_probabilities(features), atol=1e-3)
