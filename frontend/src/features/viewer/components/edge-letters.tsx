import type { EdgeLetters as Letters } from "../geometry/axes";
import styles from "./slice-view.module.css";

/** Which side of the patient lies at each edge of a view. */
export function EdgeLetters({ letters }: { letters: Letters }) {
  return (
    <>
      <span className={`${styles.letter} ${styles.left}`}>{letters.left}</span>
      <span className={`${styles.letter} ${styles.right}`}>{letters.right}</span>
      <span className={`${styles.letter} ${styles.top}`}>{letters.top}</span>
      <span className={`${styles.letter} ${styles.bottom}`}>{letters.bottom}</span>
    </>
  );
}
