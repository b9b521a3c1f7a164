"""Makes two tables that nothing was tuned on, to try ballast balance with: balance_tables.py FOLDER [SEED]

loans.csv    24,000 x 16: a key, a code beside its name, a city that decides its region, dates in order, a
             sum, money with cents, values that are missing for a reason; target defaulted, about 5% yes
sensors.csv  30,000 x 14: correlated and multimodal measurements, an angle, a saturating gauge, switches;
             target state: ok, worn, failed, about 88, 10 and 2%
"""

import pathlib
import sys

import numpy as np
import pandas as pd


def loans(random, rows=24_000):
    products = ["Car", "Home", "Study", "Holiday", "Furniture", "Wedding", "Medical", "Consolidation"]
    product = random.choice(8, rows, p=[0.24, 0.2, 0.14, 0.1, 0.1, 0.04, 0.06, 0.12])
    cities = np.array([f"{a}{b}" for a in ("North", "South", "East", "West", "Lake") for b in ("ham", "ford", "ton", "bury", "mouth", "port")])
    city = random.choice(30, rows, p=np.arange(30, 0, -1) / 465)
    age = np.clip(random.gamma(6, 6.5, rows) + 18, 18, 88).astype(int)
    employed = random.random(rows) < 0.85 - 0.4 * (age > 62)
    income = np.where(employed, random.lognormal(10.3 + 0.01 * np.minimum(age, 50), 0.45), random.lognormal(9.4, 0.3))
    amount = np.round(np.exp(np.array([9.2, 11.8, 9.6, 7.9, 8.1, 9.0, 8.6, 9.7])[product] + random.normal(0, 0.5, rows)), -2)
    rate = np.round(3.5 + 2.5 * (product > 2) + random.gamma(2, 0.8, rows), 1)
    months = random.choice([12, 24, 36, 48, 60, 120, 240], rows) * np.where(product == 1, 1, 1)
    months = np.where(product == 1, random.choice([120, 180, 240, 300], rows), np.minimum(months, 60))
    opened = np.datetime64("2015-01-01") + random.integers(0, 3000, rows)
    fees = np.round(20 + amount * 0.004 * random.random(rows), 2)
    interest = np.round(amount * rate / 100 * months / 24, 2)
    risk = -4.6 + 1.4 * (amount / income > 0.5) + 0.25 * (rate - 6) + 0.9 * ~employed + 0.6 * (age < 24) * (product == 0) - 0.4 * (months > 60)
    defaulted = random.random(rows) < 1 / (1 + np.exp(-risk))
    lasted = np.minimum((months * 30 * random.beta(5, 1, rows)).astype(int), months * 30)
    lasted = np.where(defaulted, lasted // 3, lasted)
    closed = opened + lasted
    score = np.round(700 - 45 * risk + random.normal(0, 40, rows)).clip(300, 850)
    return pd.DataFrame({
        "loan_id": [f"L-{n:07d}" for n in random.permutation(9_000_000)[:rows]],
        "product_code": 100 + 7 * product,
        "product": np.array(products)[product],
        "city": cities[city],
        "region": np.array(["North", "South", "East", "West", "Lake"])[city // 6],
        "age": age,
        "employed": employed,
        "income": np.where(random.random(rows) < 0.06, np.nan, np.round(income, 2)),
        "amount": amount,
        "rate": rate,
        "months": months,
        "fees": fees,
        "interest": interest,
        "total": np.round(amount + interest + fees, 2),
        "opened": opened.astype(str),
        "closed": np.where(closed < np.datetime64("2022-06-01"), closed.astype(str), ""),
        "score": np.where(age < 21, np.nan, score),
        "defaulted": np.where(defaulted, "yes", "no"),
    })


def sensors(random, rows=30_000):
    regime = random.choice(3, rows, p=[0.6, 0.3, 0.1])
    base = np.array([[20, 1.0, 50], [35, 1.6, 80], [60, 0.7, 20]])[regime]
    mix = random.multivariate_normal([0, 0, 0], [[1, 0.7, -0.4], [0.7, 1, -0.2], [-0.4, -0.2, 1]], rows)
    temperature, pressure, flow = (base + mix * [3, 0.15, 8]).T
    hours = np.floor(random.exponential(900, rows))
    angle = (random.normal(90, 30, rows) + 180 * (random.random(rows) < 0.3)) % 360
    vibration = np.exp(random.normal(-1, 0.4, rows) + hours / 2500 + 0.3 * (regime == 2))
    gauge = np.clip(temperature * pressure + random.normal(0, 4, rows), 10, 70)
    cooling = random.random(rows) < 1 / (1 + np.exp(-(temperature - 40) / 4))
    risk = 1.1 * np.log(vibration) + (hours - 1200) / 900 + 1.2 * cooling * (pressure > 1.5) + random.logistic(0, 0.6, rows)
    state = np.where(risk > np.quantile(risk, 0.98), "failed", np.where(risk > np.quantile(risk, 0.88), "worn", "ok"))
    return pd.DataFrame({
        "plant": np.array(["Aalen", "Brest", "Cadiz", "Delft"])[(regime + random.choice([0, 1], rows, p=[0.8, 0.2])) % 4],
        "line": random.choice(["A", "B", "C", "D", "E", "F"], rows, p=[0.3, 0.25, 0.2, 0.12, 0.08, 0.05]),
        "shift": random.choice(["early", "late", "night"], rows),
        "cooling": cooling,
        "temperature": np.round(temperature, 2),
        "pressure": np.round(pressure, 3),
        "flow": np.round(flow, 1),
        "gauge": np.round(gauge, 1),
        "angle": np.round(angle, 1),
        "vibration": vibration,
        "hours": hours.astype(int),
        "alarms": random.poisson(np.exp(np.clip(risk, -3, 3)) / 2),
        "operator": random.choice([f"op{n:02d}" for n in range(40)], rows, p=np.arange(40, 0, -1) / 820),
        "state": state,
    })


def main():
    folder = pathlib.Path(sys.argv[1])
    random = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 20261124)
    loans(random).to_csv(folder / "loans.csv", index=False)
    sensors(random).to_csv(folder / "sensors.csv", index=False)


if __name__ == "__main__":
    main()
